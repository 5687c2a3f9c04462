import Foundation

/// Lets built programs believe that it is another day: a library before theirs moves their wall clock, and no other.
package enum AnotherDay {
    /// What a program's environment needs for it, so many days from today.
    package static func variables(days: Int) -> [String: String] {
        let built = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let library = built.deletingLastPathComponent().appendingPathComponent("libAnotherDay.so")
        return ["LD_PRELOAD": library.path, "ANOTHER_DAY": String(days)]
    }
}
