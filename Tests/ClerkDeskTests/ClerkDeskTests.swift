import ClerkDesk
import Testing
