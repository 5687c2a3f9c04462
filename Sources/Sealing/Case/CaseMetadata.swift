package import Foundation

/// What is told about a case beside its data: hashes, schema, attachments, way of answer. It travels encrypted.
///
/// Source: FIT-Connect metadata schema 2.1.0, without what this system does not use (signatures, data sets, fragments).
package struct CaseMetadata: Codable, Hashable, Sendable, CustomStringConvertible {
    /// The schema that all metadata of this system follow.
    package static let schema = "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json"

    package var contentStructure: ContentStructure
    package var replyChannel: ReplyChannel?
    package var paymentInformation: PaymentInformation?
    package var additionalReferenceInfo: ReferenceInfo?
    package var author: Author?
    private let schema: String

    /// Describes a case.
    package init(
        contentStructure: ContentStructure, replyChannel: ReplyChannel? = nil,
        paymentInformation: PaymentInformation? = nil, additionalReferenceInfo: ReferenceInfo? = nil,
        author: Author? = nil
    ) {
        self.contentStructure = contentStructure
        self.replyChannel = replyChannel
        self.paymentInformation = paymentInformation
        self.additionalReferenceInfo = additionalReferenceInfo
        self.author = author
        schema = Self.schema
    }

    private enum CodingKeys: String, CodingKey {
        case contentStructure, replyChannel, paymentInformation, additionalReferenceInfo, author
        case schema = "$schema"
    }

    /// Says nothing of the case.
    package var description: String { "CaseMetadata(redacted)" }
}

extension CaseMetadata {
    /// Data and attachments, each by its hash.
    package struct ContentStructure: Codable, Hashable, Sendable {
        package var data: DataDescription
        package var attachments: [AttachmentDescription]

        /// Describes the contents.
        package init(data: DataDescription, attachments: [AttachmentDescription]) {
            self.data = data
            self.attachments = attachments
        }
    }

    /// The hash of a plaintext: SHA-512, lower-case hexadecimal.
    package struct Hash: Codable, Hashable, Sendable {
        package let type: String
        package let content: String

        /// Takes a hash that was computed.
        package init(_ digest: ContentHash) {
            type = "sha512"
            content = digest.hexadecimal
        }
    }

    /// The data of the form.
    package struct DataDescription: Codable, Hashable, Sendable {
        package var hash: Hash
        package var submissionSchema: SubmissionSchema

        /// Describes the data.
        package init(hash: Hash, submissionSchema: SubmissionSchema) {
            self.hash = hash
            self.submissionSchema = submissionSchema
        }
    }

    /// The schema that the data follow.
    package struct SubmissionSchema: Codable, Hashable, Sendable {
        package var schemaUri: String
        package var mimeType: String

        /// Names a schema for JSON data.
        package init(schemaUri: String) {
            self.schemaUri = schemaUri
            mimeType = "application/json"
        }
    }

    /// What an attachment is for.
    package enum Purpose: String, Codable, Hashable, Sendable, CaseIterable {
        /// The filled form as a document.
        case form
        /// What the citizen brought.
        case attachment
        /// What the system made afterwards.
        case report
        /// Data too large for the submission itself.
        case data
    }

    /// One attachment.
    package struct AttachmentDescription: Codable, Hashable, Sendable {
        package var attachmentId: String
        package var purpose: Purpose
        package var mimeType: String
        package var hash: Hash
        package var filename: String?

        /// Describes an attachment.
        package init(attachmentId: UUID, purpose: Purpose, mimeType: String, hash: Hash, filename: String? = nil) {
            self.attachmentId = attachmentId.uuidString.lowercased()
            self.purpose = purpose
            self.mimeType = mimeType
            self.hash = hash
            self.filename = filename
        }
    }

    /// How the office answers: exactly one way. None of them means a letter.
    package enum ReplyChannel: Hashable, Sendable {
        case eMail(address: String)
        case deMail(address: String)
        case elster(accountId: String)
        case idBundDeMailbox(mailboxUuid: UUID)
    }

    /// What was paid.
    package struct PaymentInformation: Codable, Hashable, Sendable {
        /// The schema's names for ways to pay.
        package enum Method: String, Codable, Hashable, Sendable {
            case giropay = "GIROPAY"
            case paydirect = "PAYDIRECT"
            case creditCard = "CREDITCARD"
            case payPal = "PAYPAL"
            case invoice = "INVOICE"
            case other = "OTHER"
        }

        /// How far it has come.
        package enum Status: String, Codable, Hashable, Sendable {
            case initial = "INITIAL"
            case booked = "BOOKED"
            case failed = "FAILED"
            case cancelled = "CANCELED"
        }

        package var transactionReference: String
        package var transactionId: String
        package var paymentMethod: Method
        package var status: Status

        /// Describes a payment. The reference is the `Kassenzeichen`.
        package init(transactionReference: String, transactionId: String, paymentMethod: Method, status: Status) {
            self.transactionReference = transactionReference
            self.transactionId = transactionId
            self.paymentMethod = paymentMethod
            self.status = status
        }
    }

    /// The reference that the citizen was given, and the day.
    package struct ReferenceInfo: Codable, Hashable, Sendable {
        package var senderReference: String
        package var applicationDate: String?

        /// Names the case. The day is `YYYY-MM-DD`.
        package init(senderReference: String, applicationDate: String? = nil) {
            self.senderReference = senderReference
            self.applicationDate = applicationDate
        }
    }

    /// The system that sends.
    package struct Author: Codable, Hashable, Sendable {
        /// The software.
        package struct Product: Codable, Hashable, Sendable {
            package var name: String
            package var version: String
            package var manufacturer: String

            /// Names the software.
            package init(name: String, version: String, manufacturer: String) {
                self.name = name
                self.version = version
                self.manufacturer = manufacturer
            }
        }

        package var name: String
        package var product: Product

        /// Names the device and its software.
        package init(name: String, product: Product) {
            self.name = name
            self.product = product
        }
    }
}

extension CaseMetadata.ReplyChannel: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case eMail, deMail, elster, idBundDeMailbox }
    private enum Member: String, CodingKey { case address, accountId, mailboxUuid }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.allKeys.count == 1, let key = container.allKeys.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "Not exactly one reply channel."))
        }
        let member = try container.nestedContainer(keyedBy: Member.self, forKey: key)
        self =
            switch key {
            case .eMail: .eMail(address: try member.decode(String.self, forKey: .address))
            case .deMail: .deMail(address: try member.decode(String.self, forKey: .address))
            case .elster: .elster(accountId: try member.decode(String.self, forKey: .accountId))
            case .idBundDeMailbox: .idBundDeMailbox(mailboxUuid: try member.decode(UUID.self, forKey: .mailboxUuid))
            }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        func encode(_ value: String, as key: CodingKeys, _ name: Member) throws {
            var member = container.nestedContainer(keyedBy: Member.self, forKey: key)
            try member.encode(value, forKey: name)
        }
        switch self {
        case .eMail(let address): try encode(address, as: .eMail, .address)
        case .deMail(let address): try encode(address, as: .deMail, .address)
        case .elster(let account): try encode(account, as: .elster, .accountId)
        case .idBundDeMailbox(let mailbox):
            try encode(mailbox.uuidString.lowercased(), as: .idBundDeMailbox, .mailboxUuid)
        }
    }
}
