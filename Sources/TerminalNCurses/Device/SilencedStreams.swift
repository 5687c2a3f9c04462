import Glibc

/// Standard output and standard error, kept off the screen while it is ours.
///
/// A stray line would spoil the picture and stay on it; the Swift runtime's last words before a crash may hold data.
struct SilencedStreams {
    private var kept: [(stream: Int32, copy: Int32)] = []

    /// Sends to /dev/null those of both streams that go to the same terminal.
    init(sharing descriptor: Int32) {
        guard let terminal = Self.device(of: descriptor) else { return }
        let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard nothing >= 0 else { return }
        for stream in [STDOUT_FILENO, STDERR_FILENO] where Self.device(of: stream) == terminal {
            let copy = dup(stream)
            guard copy >= 0 else { continue }
            _ = fcntl(copy, F_SETFD, FD_CLOEXEC)
            dup2(nothing, stream)
            kept.append((stream, copy))
        }
        close(nothing)
    }

    /// Gives the streams back.
    func restore() {
        for (stream, copy) in kept {
            dup2(copy, stream)
            close(copy)
        }
    }

    /// The device number of a terminal; nothing for everything else.
    private static func device(of descriptor: Int32) -> UInt? {
        var status = stat()
        guard isatty(descriptor) == 1, fstat(descriptor, &status) == 0 else { return nil }
        return UInt(status.st_rdev)
    }
}
