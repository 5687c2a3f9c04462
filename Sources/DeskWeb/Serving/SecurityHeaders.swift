internal import HTTPTypes

/// What every answer says, whatever it is.
///
/// Sources: CSP Level 3; RFC 9110; Fetch (`Sec-Fetch-Site`, `Origin`). The referrer policy is `same-origin` and not
/// `no-referrer`, because with the latter browsers send `Origin: null` with our own forms.
enum SecurityHeaders {
    static func fields(isSecure: Bool) -> HTTPFields {
        var fields: HTTPFields = [
            .cacheControl: "no-store",
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            .xContentTypeOptions: "nosniff",
        ]
        let others = [
            "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "interest-cohort=()",
        ]
        for (name, value) in others { if let name = HTTPField.Name(name) { fields[name] = value } }
        if isSecure { fields[.strictTransportSecurity] = "max-age=31536000" }
        return fields
    }
}
