/// See the articles in `EID.docc`.
package enum EIDModule {}
