/// See the articles in `Store.docc`.
package enum StoreModule {}
