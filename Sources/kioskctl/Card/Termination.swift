import Foundation

/// What is to be done when the system asks the program to end.
enum Termination {
    /// Carries out `action` at the first SIGTERM or SIGINT, and then ends the program with success.
    static func onTermination(_ action: @escaping @Sendable () -> Void) {
        // Whoever started us may have had these signals blocked, which is inherited.
        var asked = sigset_t()
        sigemptyset(&asked)
        for number in [SIGTERM, SIGINT] { sigaddset(&asked, number) }
        pthread_sigmask(SIG_UNBLOCK, &asked, nil)
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                // The source must live as long as the program, so its handler holds it.
                _ = source
                action()
                exit(EXIT_SUCCESS)
            }
            source.resume()
        }
    }
}
