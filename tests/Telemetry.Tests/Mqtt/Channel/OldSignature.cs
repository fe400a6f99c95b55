using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

/// <summary>Signs certificates by RSA with hashes that .NET refuses to use for them.</summary>
/// <param name="key">The key of the authority.</param>
/// <param name="hash">SHA1, MD5 or a good one.</param>
/// <param name="padding">The padding; with PSS the hash must be SHA1 or a good one.</param>
internal sealed class OldSignature(RSA key, HashAlgorithmName hash, RSASignaturePadding padding) : X509SignatureGenerator
{
    private readonly X509SignatureGenerator _good = CreateForRSA(key, padding);

    // 1.2.840.113549.1.1, the arc of PKCS #1.
    private static ReadOnlySpan<byte> Pkcs1 => [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01];

    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => (hash.Name, padding.Mode) switch
    {
        ("MD5", _) => [0x30, 0x0D, .. Pkcs1, 0x04, 0x05, 0x00],
        ("SHA1", RSASignaturePaddingMode.Pkcs1) => [0x30, 0x0D, .. Pkcs1, 0x05, 0x05, 0x00],

        // Without parameters the hash is SHA-1.
        ("SHA1", _) => [0x30, 0x0D, .. Pkcs1, 0x0A, 0x30, 0x00],
        _ => _good.GetSignatureAlgorithmIdentifier(hash),
    };

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, hash, padding);

    protected override PublicKey BuildPublicKey() => _good.PublicKey;
}
