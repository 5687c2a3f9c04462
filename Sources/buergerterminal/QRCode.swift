import CQREncode

/// Makes QR codes. Source: ISO/IEC 18004, error correction level L.
enum QRCode {
    /// Rows of modules, dark is true; nothing where the text does not fit.
    static func modules(of text: String) -> [[Bool]] {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1) else { return [] }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let data = code.pointee.data else { return [] }
        return (0..<width).map { row in (0..<width).map { data[row * width + $0] & 1 == 1 } }
    }
}
