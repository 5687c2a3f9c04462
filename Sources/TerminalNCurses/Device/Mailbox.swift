import Synchronization
import Terminal

/// What other threads want of the terminal's. It holds one canvas at most, the newest: whoever draws never waits.
final class Mailbox: Sendable {
    struct Wishes: Sendable {
        var canvas: Canvas?
        var palette: Palette?
        var isClosing = false
    }

    private let wishes = Mutex(Wishes())
    private let measured: Mutex<Size>
    let bell: WakePipe

    init(size: Size, bell: WakePipe) {
        measured = Mutex(size)
        self.bell = bell
    }

    deinit { bell.close() }

    /// What the terminal measures.
    var size: Size {
        get { measured.withLock { $0 } }
        set { measured.withLock { $0 = newValue } }
    }

    func wish(_ change: (inout sending Wishes) -> Void) {
        wishes.withLock { change(&$0) }
        bell.ring()
    }

    /// Everything wished for since the last call.
    func take() -> Wishes {
        wishes.withLock { wishes in
            defer { wishes = Wishes(isClosing: wishes.isClosing) }
            return wishes
        }
    }
}
