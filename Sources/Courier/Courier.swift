internal import Logging
internal import Sealing
internal import Store
internal import SubmissionAPI
internal import SubmissionClient
