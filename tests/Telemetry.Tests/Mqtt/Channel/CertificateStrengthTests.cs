using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

/// <summary>Certificates that can be forged, at every place of the broker's chain.</summary>
public sealed class CertificateStrengthTests
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2048, "SHA256", false, null)]
    [InlineData(3072, "SHA384", true, null)]
    [InlineData(1024, "SHA256", false, "the broker's certificate (CN=leaf) has an RSA key of 1024 bits: at least 2048 are needed")]
    public void A_key_of_the_broker_is_long_enough_or_refused(int bits, string hash, bool pss, string? problem)
    {
        using var root = Rsa(2048);
        using var trusted = Authority("root", root, HashAlgorithmName.SHA256, issuer: null);
        using var key = Rsa(bits);
        using var leaf = Leaf(key, trusted, root, new HashAlgorithmName(hash), pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        Assert.Equal(problem, Problem(leaf, [], trusted));
    }

    [Theory]
    [InlineData("SHA1", false, "SHA-1")]
    [InlineData("MD5", false, "MD5")]
    [InlineData("SHA1", true, "SHA-1")]
    public void A_signature_that_can_be_forged_is_refused(string hash, bool pss, string name)
    {
        using var root = Rsa(2048);
        using var trusted = Authority("root", root, HashAlgorithmName.SHA256, issuer: null);
        using var key = Rsa(2048);
        using var leaf = Leaf(key, trusted, root, new HashAlgorithmName(hash), pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        Assert.Equal($"the broker's certificate (CN=leaf) is signed with {name}, which can be forged: SHA-256 or better is needed", Problem(leaf, [], trusted));
    }

    [Fact]
    public void The_signature_of_a_trusted_root_says_nothing_but_its_key_does()
    {
        using var root = Rsa(2048);
        using var old = Authority("old", root, HashAlgorithmName.SHA1, issuer: null);
        using var key = Rsa(2048);
        using var leaf = Leaf(key, old, root, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Null(Problem(leaf, [], old));

        using var small = Rsa(1024);
        using var weak = Authority("weak", small, HashAlgorithmName.SHA256, issuer: null);
        using var below = Leaf(key, weak, small, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Equal("the certificate of the broker's authority (CN=weak) has an RSA key of 1024 bits: at least 2048 are needed", Problem(below, [], weak));
    }

    [Theory]
    [InlineData("SHA1", 2090, "the certificate of the broker's authority (CN=between) is signed with SHA-1")]
    [InlineData("SHA256", 2021, "is not trusted: the certificate of its authority (CN=between) has expired on 2021-01-01")]
    [InlineData("SHA256", 2090, null)]
    public void An_intermediate_authority_is_checked_as_well(string hash, int until, string? problem)
    {
        using var root = Rsa(2048);
        using var trusted = Authority("root", root, HashAlgorithmName.SHA256, issuer: null);
        using var middle = Rsa(2048);
        using var between = Authority("between", middle, new HashAlgorithmName(hash), (trusted, root), until);
        using var key = Rsa(2048);
        using var leaf = Leaf(key, between, middle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var found = Problem(leaf, [between], trusted);
        if (problem is null)
        {
            Assert.Null(found);
        }
        else
        {
            Assert.Contains(problem, found, StringComparison.Ordinal);
        }

        Assert.Contains("the certificate of CN=between is neither sent by the broker nor among the trusted authorities", Problem(leaf, [], trusted), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_elliptic_curve_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp224r1"));
        using var leaf = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256).CreateSelfSigned(From, To);
        Assert.Equal("has a key on an elliptic curve of 224 bits: at least 256 are needed", CertificateStrength.Weakness(leaf, isTrusted: true));
    }

    private static RSA Rsa(int bits) => RSA.Create(bits);

    private static X509Certificate2 Authority(string name, RSA key, HashAlgorithmName hash, (X509Certificate2 Certificate, RSA Key)? issuer, int until = 2090)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.Create(
            issuer?.Certificate.SubjectName ?? request.SubjectName,
            new OldSignature(issuer?.Key ?? key, hash, RSASignaturePadding.Pkcs1),
            From,
            new DateTimeOffset(until, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [7]);
    }

    private static X509Certificate2 Leaf(RSA key, X509Certificate2 issuer, RSA issuerKey, HashAlgorithmName hash, RSASignaturePadding padding) =>
        new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .Create(issuer.SubjectName, new OldSignature(issuerKey, hash, padding), From, To, [8]);

    private static string? Problem(X509Certificate2 leaf, X509Certificate2Collection sent, X509Certificate2 trusted) =>
        BrokerCertificate.Problem(leaf, sent, SslPolicyErrors.None, "localhost", [trusted], Now);
}
