internal import Forms
internal import GRDB
internal import Sealing
internal import SubmissionAPI
internal import SubmissionClient
