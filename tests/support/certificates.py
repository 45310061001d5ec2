"""Invented certificates and keys, made when a test asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

PASSWORD = "mật khẩu thử 1"  # noqa: S105
NOW = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
OFFICE = "UBND xã Mẫu"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its key and those above it, the root last."""

    certificate: x509.Certificate
    key: Key
    above: tuple[x509.Certificate, ...] = ()

    @property
    def root(self) -> x509.Certificate:
        return self.above[-1] if self.above else self.certificate

    def key_file(self, folder: Path, name: str = "office.p12", password: str = PASSWORD) -> Path:
        path = folder / name
        path.touch(0o600)
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"office",
                self.key,
                self.certificate,
                self.above,
                serialization.BestAvailableEncryption(password.encode()),
            )
        )
        return path

    def certificate_file(self, folder: Path, name: str = "office.pem") -> Path:
        path = folder / name
        path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        return path

    def private_file(self, folder: Path, name: str = "office.key", password: str = "") -> Path:
        """The key alone in PEM, locked where there is a password."""
        path = folder / name
        path.touch(0o600)
        locked = serialization.BestAvailableEncryption(password.encode()) if password else None
        path.write_bytes(
            self.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                locked or serialization.NoEncryption(),
            )
        )
        return path


def root(name: str = "Gốc Mẫu") -> Issued:
    key = ec.generate_private_key(ec.SECP256R1())
    return Issued(_built(name, "", key, name, "", key, years=(-5, 15), is_authority=True), key)


def issued(
    above: Issued,
    name: str = "Trần Văn Mẫu",
    organisation: str = OFFICE,
    *,
    years: tuple[float, float] = (-1, 3),
    signs: bool = True,
    purpose: x509.ObjectIdentifier | None = None,
    is_rsa: bool = False,
) -> Issued:
    """``years`` are before and after now; ``signs`` False makes a key for encrypting only."""
    key: Key = (
        rsa.generate_private_key(65537, 2048) if is_rsa else ec.generate_private_key(ec.SECP256R1())
    )
    issuer = above.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    certificate = _built(
        name,
        organisation,
        key,
        str(issuer),
        "",
        above.key,
        years=years,
        signs=signs,
        purpose=purpose,
        issuer=above.certificate.subject,
    )
    return Issued(certificate, key, (above.certificate, *above.above))


def time_stamping(above: Issued) -> Issued:
    purpose = ExtendedKeyUsageOID.TIME_STAMPING
    return issued(above, "Dấu thời gian Mẫu", purpose=purpose, is_rsa=True)


def _built(
    name: str,
    organisation: str,
    key: Key,
    issuer_name: str,
    issuer_organisation: str,
    issuer_key: Key,
    *,
    years: tuple[float, float],
    is_authority: bool = False,
    signs: bool = True,
    purpose: x509.ObjectIdentifier | None = None,
    issuer: x509.Name | None = None,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name, organisation))
        .issuer_name(issuer or _name(issuer_name, issuer_organisation))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=365 * years[0]))
        .not_valid_after(NOW + timedelta(days=365 * years[1]))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(
                digital_signature=signs and not is_authority,
                content_commitment=signs and not is_authority,
                key_encipherment=not signs,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if purpose is not None:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([purpose]),
            critical=purpose == ExtendedKeyUsageOID.TIME_STAMPING,
        )
    return builder.sign(issuer_key, hashes.SHA256())


def _name(common: str, organisation: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common)])
