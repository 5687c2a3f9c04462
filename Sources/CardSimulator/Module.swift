/// See the articles in `CardSimulator.docc`.
package enum CardSimulatorModule {}
