/// See the articles in `Sealing.docc`.
package enum SealingModule {}
