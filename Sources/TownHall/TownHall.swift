internal import GRDB
internal import Hummingbird
internal import HummingbirdTLS
internal import Sealing
internal import SubmissionAPI
internal import X509
