package import Catalogue
import Foundation

/// A configuration directory on this machine's disk.
package struct DirectorySource: ConfigurationSource {
    /// Larger files are no configuration; in bytes.
    private static let maximumSize = 50_000_000

    private let directory: String

    package init(_ directory: String) { self.directory = directory }

    /// Reads all files of the directory and its folders; hidden ones and those that editors leave behind (`~`) are passed over.
    ///
    /// - Throws: `ConfigurationSourceError` where the directory or one of its files cannot be read.
    package func files() throws(ConfigurationSourceError) -> [ConfigurationFile] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw ConfigurationSourceError("There is no directory “\(directory)”. Give the path of the configuration, such as Config.")
        }
        guard let walk = FileManager.default.enumerator(atPath: directory) else {
            throw ConfigurationSourceError("The directory “\(directory)” cannot be read. Check its owner and rights.")
        }
        var files: [ConfigurationFile] = []
        while let path = walk.nextObject() as? String {
            let names = path.split(separator: "/")
            if names.contains(where: { $0.hasPrefix(".") }) || path.hasSuffix("~") { continue }
            if walk.fileAttributes?[.type] as? FileAttributeType == .typeDirectory { continue }
            files.append(ConfigurationFile(path: path, bytes: try read(path)))
        }
        return files
    }

    private func read(_ path: String) throws(ConfigurationSourceError) -> [UInt8] {
        let whole = directory + "/" + path
        let handle = FileHandle(forReadingAtPath: whole)
        defer { try? handle?.close() }
        do {
            guard let data = try handle?.read(upToCount: Self.maximumSize + 1) ?? (handle == nil ? nil : Data()) else {
                throw ConfigurationSourceError("The file “\(whole)” cannot be read. Check its owner and rights.")
            }
            if data.count > Self.maximumSize {
                throw ConfigurationSourceError("The file “\(whole)” has more than 50 MB. Take it out of the configuration.")
            }
            return [UInt8](data)
        } catch let error as ConfigurationSourceError {
            throw error
        } catch {
            throw ConfigurationSourceError("The file “\(whole)” cannot be read: \(error.localizedDescription)")
        }
    }
}
