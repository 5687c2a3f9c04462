import FormDocument
import Foundation

/// Has a form laid out by `buergerdruck`, a process of its own that lies beside this program and ends with the document.
enum DocumentProcess {
    /// Seconds after which it is given up.
    private static let limit = 10.0

    /// The PDF of a form. It never lies on a disk: the form goes in and the file comes out through pipes.
    /// - Throws: `CaseDelivery.Fault.document` where the process cannot be had or fails.
    static func pdf(of document: FormDocument) throws -> Data {
        let process = Process()
        process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent()
            .appendingPathComponent("buergerdruck")
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        var json = try JSONEncoder().encode(document)
        defer { json.resetBytes(in: json.startIndex..<json.endIndex) }
        do {
            try process.run()
        } catch {
            throw CaseDelivery.Fault.document
        }
        let guardian = DispatchSource.makeTimerSource(queue: .global())
        guardian.schedule(deadline: .now() + limit)
        guardian.setEventHandler { process.terminate() }
        guardian.resume()
        defer { guardian.cancel() }
        var pdf = Data()
        do {
            // It reads all before it writes.
            try input.fileHandleForWriting.write(contentsOf: json)
            try input.fileHandleForWriting.close()
            pdf = try output.fileHandleForReading.readToEnd() ?? Data()
        } catch {
            // It ended before it had read all.
            process.terminate()
            throw CaseDelivery.Fault.document
        }
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0, !pdf.isEmpty else {
            throw CaseDelivery.Fault.document
        }
        return pdf
    }
}
