package import Catalogue
import Foundation

/// A configuration directory on this machine's disk.
package struct DirectorySource: ConfigurationSource {
    /// Larger files are no configuration; in bytes.
    private static let maximumSize = 50_000_000

    private let directory: String

    package init(_ directory: String) { self.directory = directory }

    /// Reads all files of the directory and its folders; hidden ones and those that editors leave behind (`~`) are
    /// passed over.
    ///
    /// - Throws: `ConfigurationSourceError` where the directory or one of its files cannot be read.
    package func files() throws(ConfigurationSourceError) -> [ConfigurationFile] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw ConfigurationSourceError(
                "There is no directory “\(directory)”. Give the path of the configuration, such as Config.")
        }
        return try files(in: "")
    }

    private func files(in folder: String) throws(ConfigurationSourceError) -> [ConfigurationFile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory + "/" + folder)
        } catch {
            throw ConfigurationSourceError(
                "The directory “\(directory)/\(folder)” cannot be read. Check its owner and rights.")
        }
        var files: [ConfigurationFile] = []
        for name in names.sorted() where !name.hasPrefix(".") && !name.hasSuffix("~") {
            switch try type(of: folder + name) {
            case .typeDirectory: files += try self.files(in: folder + name + "/")
            case .typeRegular: files.append(ConfigurationFile(path: folder + name, bytes: try read(folder + name)))
            default:
                throw ConfigurationSourceError(
                    "“\(directory)/\(folder)\(name)” is neither a file nor a folder, but a link or a device. Take it out of the configuration."
                )
            }
        }
        return files
    }

    /// What stands under a name; of a link, what it leads to, if that is a file.
    private func type(of path: String) throws(ConfigurationSourceError) -> FileAttributeType {
        let whole = directory + "/" + path
        do {
            let type = try FileManager.default.attributesOfItem(atPath: whole)[.type] as? FileAttributeType
            guard type == .typeSymbolicLink else { return type ?? .typeUnknown }
            // A linked directory may hold itself.
            let target = URL(fileURLWithPath: whole).resolvingSymlinksInPath().path
            let linked = try FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
            return linked == .typeRegular ? .typeRegular : .typeUnknown
        } catch {
            throw ConfigurationSourceError("“\(whole)” cannot be read. Check its owner and rights.")
        }
    }

    private func read(_ path: String) throws(ConfigurationSourceError) -> [UInt8] {
        let whole = directory + "/" + path
        guard let handle = FileHandle(forReadingAtPath: whole) else {
            throw ConfigurationSourceError("The file “\(whole)” cannot be read. Check its owner and rights.")
        }
        defer { try? handle.close() }
        let data: Data
        do {
            data = try handle.read(upToCount: Self.maximumSize + 1) ?? Data()
        } catch {
            throw ConfigurationSourceError("The file “\(whole)” cannot be read: \(error.localizedDescription)")
        }
        if data.count > Self.maximumSize {
            throw ConfigurationSourceError("The file “\(whole)” has more than 50 MB. Take it out of the configuration.")
        }
        return [UInt8](data)
    }
}
