import TownHall
import Testing
import HummingbirdTesting
