/// See the articles in `SmartCardPCSC.docc`.
package enum SmartCardPCSCModule {}
