using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// Finds certificates that prove nothing any more, because their key or their signature can be forged. The limits are those of web browsers and of
/// NIST SP 800-57, part 1, table 2: 112 bits of security. Pure.
/// </summary>
internal static class CertificateStrength
{
    private const int LowestRsaBits = 2048;
    private const int LowestCurveBits = 256;

    private const string RsaPss = "1.2.840.113549.1.1.10";
    private const string Dsa = "1.2.840.10040.4.1";

    /// <summary>Returns what is weak and what would be right, without a full stop at the end; null when nothing is.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="isTrusted">True for an authority that is trusted because it is configured so: then its own signature says nothing.</param>
    public static string? Weakness(X509Certificate2 certificate, bool isTrusted) =>
        KeyWeakness(certificate) ?? (isTrusted ? null : SignatureWeakness(certificate));

    /// <summary>True when issuer and subject are the same.</summary>
    public static bool IsSelfSigned(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static string? KeyWeakness(X509Certificate2 certificate)
    {
        if (certificate.PublicKey.Oid.Value == Dsa)
        {
            return $"has a DSA key: RSA of at least {LowestRsaBits} bits or an elliptic curve of at least {LowestCurveBits} bits is needed";
        }

        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is { KeySize: < LowestRsaBits })
        {
            return $"has an RSA key of {rsa.KeySize} bits: at least {LowestRsaBits} are needed";
        }

        using var curve = certificate.GetECDsaPublicKey();
        return curve is { KeySize: < LowestCurveBits } ? $"has a key on an elliptic curve of {curve.KeySize} bits: at least {LowestCurveBits} are needed" : null;
    }

    private static string? SignatureWeakness(X509Certificate2 certificate)
    {
        var hash = certificate.SignatureAlgorithm.Value switch
        {
            // RFC 8017, appendix A.2.4; RFC 3279, sections 2.2.2 and 2.2.3; the last is an older name of OIW.
            "1.2.840.113549.1.1.2" => "MD2",
            "1.2.840.113549.1.1.4" => "MD5",
            "1.2.840.113549.1.1.5" or "1.2.840.10045.4.1" or "1.2.840.10040.4.3" or "1.3.14.3.2.29" => "SHA-1",
            RsaPss => PssHash(certificate),
            _ => null,
        };
        return hash is null ? null : $"is signed with {hash}, which can be forged: SHA-256 or better is needed";
    }

    // The parameters of RSASSA-PSS name the hash; without one it is SHA-1. RFC 8017, appendix A.2.3.
    private static string? PssHash(X509Certificate2 certificate)
    {
        try
        {
            var signed = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            signed.ReadEncodedValue();
            var algorithm = signed.ReadSequence();
            algorithm.ReadObjectIdentifier();
            var parameters = algorithm.ReadSequence();
            var named = new Asn1Tag(TagClass.ContextSpecific, 0);
            if (!parameters.HasData || !parameters.PeekTag().HasSameClassAndValue(named))
            {
                return "SHA-1";
            }

            return parameters.ReadSequence(named).ReadSequence().ReadObjectIdentifier() switch
            {
                "1.3.14.3.2.26" => "SHA-1",
                "1.2.840.113549.2.5" => "MD5",
                _ => null,
            };
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException)
        {
            return "an unknown method";
        }
    }
}
