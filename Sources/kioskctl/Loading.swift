import ArgumentParser
import Catalogue
import ConfigurationFiles
import FormDocument
import Forms
import Screens

/// Reads a configuration directory: what every command begins with.
enum Loading {
    /// Every text that this program and the forms ask for.
    static let textKeys = FormText.keys.union(TryText.keys).union(ScreenText.keys).union(DocumentText.keys)

    /// The configuration and all faults, those of the examples too.
    ///
    /// - Throws: `ExitCode` after the sentence was written, where the directory cannot be read.
    static func load(_ directory: String) throws -> ConfigurationLoader.Outcome {
        let outcome = try read(directory)
        guard let configuration = outcome.configuration else { return outcome }
        return outcome.adding(ExampleRun(configuration).faults())
    }

    /// The configuration and its faults; examples are not played.
    ///
    /// - Throws: `ExitCode` after the sentence was written, where the directory cannot be read.
    static func read(_ directory: String) throws -> ConfigurationLoader.Outcome {
        do {
            return ConfigurationLoader(textKeys: textKeys).load(try DirectorySource(directory).files())
        } catch {
            Output.error("\(error)")
            throw ExitCode.failure
        }
    }
}
