/// Which slips of a typing hand are forgiven.
enum Spelling {
    /// How many slips are forgiven in a word of a length: none in short ones, where everything is near everything.
    static func tolerance(ofLength length: Int) -> Int { length < 4 ? 0 : length < 8 ? 1 : 2 }
}
