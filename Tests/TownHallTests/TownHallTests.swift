import HummingbirdTesting
import Testing
import TownHall
