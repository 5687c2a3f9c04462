import ArgumentParser
import Catalogue
import ConfigurationFiles
import Forms
import Foundation

/// Reads a configuration directory and plays its examples: what every command begins with.
enum Loading {
    /// Every text that this program and the forms ask for.
    static let textKeys = FormText.keys.union(TryText.keys)

    /// The configuration and all faults, of the examples too.
    ///
    /// - Throws: `ExitCode` after the sentence was written, where the directory cannot be read.
    static func load(_ directory: String) throws -> ConfigurationLoader.Outcome {
        let files: [ConfigurationFile]
        do {
            files = try DirectorySource(directory).files()
        } catch {
            Output.error(error.description)
            throw ExitCode.failure
        }
        let outcome = ConfigurationLoader(textKeys: textKeys).load(files)
        guard let configuration = outcome.configuration else { return outcome }
        return outcome.adding(ExampleRun(configuration).faults())
    }
}

/// Standard output and standard error.
enum Output {
    static func line(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    static func text(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
