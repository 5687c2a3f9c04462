#!/usr/bin/env bash
# Makes the fixtures of the tests with tools that are not ours: OpenSSL, and cvc-create of the package openpace.
# They were made once and are kept, since their signatures differ every time. The tests go by 2026-12-01.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf cv cms keys && mkdir cv cms keys

# CV certificates: CVCA, link to its successor, document verifier, terminals; explicit parameters as cvc-create wants them.
key() { openssl ecparam -name "${2:-brainpoolP256r1}" -genkey -noout -param_enc explicit -outform DER -out "$work/$1.der" 2>/dev/null; }
key cvca; key cvca2
openssl pkcs8 -topk8 -nocrypt -inform DER -in "$work/cvca.der" -outform DER -out "$work/cvca.pkcs8"
openssl pkcs8 -topk8 -nocrypt -inform DER -in "$work/cvca2.der" -outform DER -out "$work/cvca2.pkcs8"
all="--verify-age --verify-community --rid --can-allowed --pin-management $(for i in $(seq 21); do echo -n "--read-dg$i "; done)"
when="--issued=261101 --expires=271101"
cvc() { cvc-create --type=at --scheme=ECDSA_SHA_256 "$@" >/dev/null; }
cvc --role=cvca --chr=DETESTCVCA00001 $when --sign-with="$work/cvca.pkcs8" --out-cert=cv/cvca.cvcert $all
cvc --role=cvca --chr=DETESTCVCA00002 $when --sign-with="$work/cvca2.pkcs8" --out-cert="$work/cvca2.cvcert" $all
cvc --role=cvca --chr=DETESTCVCA00002 --issued=261101 --expires=261115 --sign-with="$work/cvca.pkcs8" --sign-as=cv/cvca.cvcert \
    --key="$work/cvca2.pkcs8" --out-cert=cv/link.cvcert $all
cvc --role=dv_domestic --chr=DETESTDV000001 $when --sign-with="$work/cvca.pkcs8" --sign-as=cv/cvca.cvcert \
    --out-cert=cv/dv.cvcert --out-key="$work/dv.pkcs8" $all
cvc --role=dv_domestic --chr=DETESTDV000002 $when --sign-with="$work/cvca2.pkcs8" --sign-as="$work/cvca2.cvcert" \
    --out-cert=cv/dv2.cvcert --out-key="$work/dv2.pkcs8" $all
printf 'Zweck: Prüfung der Tests.\n' > "$work/terms.txt"
terminal() {
    cvc --role=terminal --chr="$2" --issued="$4" --expires="$5" --sign-with="$work/$3.pkcs8" --sign-as="cv/$3.cvcert" \
        --out-cert="cv/$1.cvcert" --out-key="$work/$1.pkcs8" --out-desc="cv/$1.desc" --cert-desc="$work/terms.txt" \
        --issuer-name="Test DV" --subject-name="Stadt Musterhausen" --subject-url=https://example.invalid "${@:6}"
}
terminal onsite DETESTVOR00001 dv 261101 271101 --can-allowed --read-dg4 --read-dg5 --read-dg17
terminal renewed DETESTNEU00001 dv2 261101 271101 --can-allowed --read-dg4
terminal expired DETESTALT00001 dv 261101 261130 --can-allowed --read-dg4
terminal future DETESTFUT00001 dv 261202 271101 --can-allowed --read-dg4

# The key of “onsite” in every form that is understood.
cp "$work/onsite.pkcs8" keys/sec1-explicit.der
openssl ec -inform DER -in keys/sec1-explicit.der -param_enc named_curve -out keys/sec1-named.pem 2>/dev/null
openssl ec -inform DER -in keys/sec1-explicit.der -param_enc explicit -out keys/sec1-explicit.pem 2>/dev/null
openssl pkcs8 -topk8 -nocrypt -in keys/sec1-named.pem -out keys/pkcs8-named.pem
openssl pkcs8 -topk8 -nocrypt -in keys/sec1-named.pem -outform DER -out keys/pkcs8-named.der
openssl pkcs8 -topk8 -nocrypt -in keys/sec1-explicit.pem -outform DER -out keys/pkcs8-explicit.der
openssl pkcs8 -topk8 -v2 aes-256-cbc -passout pass:geheim -in keys/sec1-named.pem -out keys/encrypted.pem
openssl pkcs8 -topk8 -v2 aes-256-cbc -passout pass:geheim -in keys/sec1-named.pem -outform DER -out keys/encrypted.der
{ openssl ecparam -name brainpoolP256r1; cat keys/sec1-named.pem; } > keys/with-parameters.pem
openssl genrsa -out keys/rsa.pem 2048 2>/dev/null

# Signed files: a CSCA, signers of all kinds, and EF.CardSecurity by each.
authority() { # name, curve options
    openssl ecparam -name brainpoolP384r1 -genkey -noout "${@:2}" -out "$work/$1.key" 2>/dev/null
    openssl req -new -x509 -days 7300 -key "$work/$1.key" -sha384 -subj "/C=DE/O=Test/CN=TEST $1" -out "cms/$1.pem" \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
}
authority csca; authority stranger; authority csca-explicit -param_enc explicit
signer() { # name, authority, extensions, further options
    [ -f "$work/$1.key" ] || openssl ecparam -name brainpoolP256r1 -genkey -noout -out "$work/$1.key" 2>/dev/null
    openssl req -new -key "$work/$1.key" -subj "/C=DE/O=Test/CN=TEST $1" -out "$work/$1.csr"
    printf '%b' "$3" > "$work/$1.ext"
    openssl x509 -req -in "$work/$1.csr" -CA "cms/$2.pem" -CAkey "$work/$2.key" -set_serial "$4" -sha384 \
        -extfile "$work/$1.ext" -days "${5:-7000}" -out "cms/$1.pem" 2>/dev/null
}
sign='keyUsage=critical,digitalSignature\n'
openssl ecparam -name brainpoolP256r1 -genkey -noout -param_enc explicit -out "$work/explicit-signer.key" 2>/dev/null
openssl genrsa -out "$work/rsa-signer.key" 3072 2>/dev/null
signer signer csca "$sign" 2
signer short-lived csca "$sign" 3 3
signer revoked csca "$sign" 4
signer no-signatures csca 'keyUsage=critical,keyAgreement\n' 5
signer no-usage csca 'subjectKeyIdentifier=hash\n' 6
signer authority-itself csca 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature,keyCertSign\n' 7
signer other-purpose csca "${sign}extendedKeyUsage=critical,2.23.136.1.1.3\n" 8
signer foreign stranger "$sign" 9
signer explicit-signer csca-explicit "$sign" 10
signer rsa-signer csca "$sign" 11
mkdir -p "$work/ca" && : > "$work/ca/index.txt" && echo 01 > "$work/ca/crlnumber"
cat > "$work/ca.cnf" <<C
[ca]
default_ca = d
[d]
database = $work/ca/index.txt
crlnumber = $work/ca/crlnumber
default_md = sha384
default_crl_days = 7000
C
openssl ca -config "$work/ca.cnf" -cert cms/csca.pem -keyfile "$work/csca.key" -revoke cms/revoked.pem 2>/dev/null
openssl ca -config "$work/ca.cnf" -cert cms/csca.pem -keyfile "$work/csca.key" -gencrl -out cms/csca.crl 2>/dev/null
# The same list, signed with a newer authority's key, and by an authority of another country.
openssl ca -config "$work/ca.cnf" -cert cms/csca-explicit.pem -keyfile "$work/csca-explicit.key" -gencrl \
    -out cms/csca-newer.crl 2>/dev/null
openssl req -new -x509 -days 7300 -key "$work/stranger.key" -sha384 -subj "/C=XX/CN=TEST abroad" -out cms/abroad.pem \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
openssl ca -config "$work/ca.cnf" -cert cms/abroad.pem -keyfile "$work/stranger.key" -gencrl -out cms/abroad.crl 2>/dev/null

# The content: the same SecurityInfos as a German card's, made by hand.
python3 - "$work" <<'P'
import subprocess, sys, pathlib
work = pathlib.Path(sys.argv[1])
point = bytes.fromhex('048bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997')
def tl(t, v):
    n = len(v)
    return bytes([t]) + (bytes([n]) if n < 128 else b'\x81' + bytes([n]) if n < 256 else b'\x82' + n.to_bytes(2, 'big')) + v
oid = lambda s: tl(6, bytes.fromhex('04007f0007' + s)); i = lambda v: tl(2, bytes([v])); seq = lambda *a: tl(0x30, b''.join(a))
setof = lambda l: tl(0x31, b''.join(sorted(l)))
dp = seq(oid('0102'), i(13))
access = [seq(oid('0202040202'), i(2), i(13)), seq(oid('020202'), i(2)), seq(oid('0202030202'), i(2), i(0x41)),
    seq(oid('0202030202'), i(3), i(0x42)), seq(oid('02020302'), dp, i(0x41)), seq(oid('020206'), tl(0x16, b'https://card.example'))]
key = seq(oid('02020102'), seq(dp, tl(3, b'\0' + point)), i(0x41))
ri = [seq(oid('0202050203'), seq(i(1), i(1), tl(1, b'\xff'))), seq(oid('0202050203'), seq(i(1), i(2), tl(1, b'\0'))), seq(oid('02020502'), dp)]
privileged = seq(oid('020208'), setof([seq(oid('0202030202'), i(2), i(0x45))]))
pathlib.Path('cms/ef_cardaccess').write_bytes(setof(access + [privileged]))
(work / 'infos').write_bytes(setof(access + [key] + ri))
certificates = [subprocess.run(['openssl', 'x509', '-in', f'cms/{n}.pem', '-outform', 'DER'], capture_output=True, check=True).stdout for n in ('csca', 'csca-explicit')]
abroad = subprocess.run(['openssl', 'req', '-new', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', str(work / 'k'), '-subj', '/C=XX/CN=abroad', '-outform', 'DER', '-addext', 'keyUsage=critical,keyCertSign'], capture_output=True, check=True).stdout
(work / 'list').write_bytes(seq(i(0), setof(certificates + [abroad])))
(work / 'blocklist').write_bytes(seq(i(0), i(0), tl(4, b'\x07'), seq(seq(tl(4, b'S' * 32), seq(*[tl(4, bytes([n]) * 32) for n in (1, 3, 2)])))))
P
cms() { # content, type, signer, output, further options
    openssl cms -sign -in "$work/$1" -binary -nodetach -econtent_type "$2" -signer "cms/$3.pem" -inkey "$work/$3.key" \
        -outform DER -out "cms/$4" -nosmimecap -md "${5:-sha256}" "${@:6}"
}
object=0.4.0.127.0.7.3.2.1
for who in signer short-lived revoked no-signatures no-usage authority-itself other-purpose foreign explicit-signer rsa-signer; do
    cms infos $object $who "$who.cms"
done
cms infos 1.2.840.113549.1.7.1 signer wrong-type.cms
cms infos $object signer sha1.cms sha1
cms infos $object signer no-attributes.cms sha256 -noattr
cms infos $object signer no-certificate.cms sha256 -nocerts
openssl cms -resign -inform DER -in cms/signer.cms -signer cms/rsa-signer.pem -inkey "$work/rsa-signer.key" -outform DER -out cms/two-signatures.cms
cms list 2.23.136.1.1.2 other-purpose masterlist.ml
cms list 2.23.136.1.1.2 signer masterlist-wrong-signer.ml
cms blocklist 0.4.0.127.0.7.3.2.2 signer signed.blocklist
cp "$work/blocklist" cms/plain.blocklist
