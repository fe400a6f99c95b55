using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

/// <summary>Files of certificates and keys as different tools write them.</summary>
public sealed class DeviceCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly Certificates _authority;

    public DeviceCertificateTests() => _authority = new Certificates(_folder.Path, "root");

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string> Forms() => ["rsa pkcs8", "rsa pkcs1", "ec pkcs8", "ec sec1", "ec sec1 with parameters"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_usual_form_of_a_key_is_read(string form)
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var certificate = _authority.Sign(
            form.StartsWith("rsa", StringComparison.Ordinal)
                ? new CertificateRequest("CN=dev1", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : new CertificateRequest("CN=dev1", curve, HashAlgorithmName.SHA256));
        var key = form switch
        {
            "rsa pkcs8" => rsa.ExportPkcs8PrivateKeyPem(),
            "rsa pkcs1" => rsa.ExportRSAPrivateKeyPem(),
            "ec pkcs8" => curve.ExportPkcs8PrivateKeyPem(),
            "ec sec1" => curve.ExportECPrivateKeyPem(),

            // As "openssl ecparam -genkey" writes it.
            _ => "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n" + curve.ExportECPrivateKeyPem(),
        };
        using var read = Read(certificate.ExportCertificatePem(), key);
        Assert.Equal("CN=dev1", read.Leaf.Subject);
        Assert.True(read.Leaf.HasPrivateKey);
        Assert.Null(read.Problem(Now));
        Assert.Null(read.Weakness());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_leaf_is_found_by_its_key_and_the_others_are_sent_with_it(bool reversed)
    {
        using var between = _authority.Intermediate("between");
        var (leaf, key) = between.Issue("dev1", "dev1");
        string[] parts = [File.ReadAllText(leaf), File.ReadAllText(between.AuthorityFile)];
        using var read = Read(string.Join("\n", reversed ? parts.Reverse() : parts), File.ReadAllText(key));
        Assert.Equal("CN=dev1", read.Leaf.Subject);
        Assert.Equal(["CN=between"], read.Context.IntermediateCertificates.Select(static one => one.Subject));
    }

    [Fact]
    public void Comments_line_ends_of_Windows_and_a_byte_order_mark_do_no_harm()
    {
        using var between = _authority.Intermediate("between");
        var (leaf, key) = between.Issue("dev1", "dev1");
        var text = $"Bag Attributes\n    friendlyName: dev1\nsubject=CN = dev1\n{File.ReadAllText(leaf)}\n# the authority\n{File.ReadAllText(between.AuthorityFile)}\n";
        var windows = Write("windows.pem", Encoding.UTF8.Preamble.ToArray().Concat(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))).ToArray());
        var wide = Write("wide.pem", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]);
        foreach (var file in (string[])[windows, wide])
        {
            using var read = DeviceCertificate.Read(new TelemetryTlsOptions { CertificateFile = file, KeyFile = key })!;
            Assert.Equal(["CN=between"], read.Context.IntermediateCertificates.Select(static one => one.Subject));
        }
    }

    [Fact]
    public void Key_and_certificate_may_be_in_one_file()
    {
        var (leaf, key) = _authority.Issue("dev1", "dev1");
        var both = Write("both.pem", Encoding.UTF8.GetBytes(File.ReadAllText(key) + "\n" + File.ReadAllText(leaf)));
        using var read = DeviceCertificate.Read(new TelemetryTlsOptions { CertificateFile = both, KeyFile = both })!;
        Assert.True(read.Leaf.HasPrivateKey);
    }

    [Fact]
    public void A_file_of_authorities_may_hold_several()
    {
        using var other = new Certificates(_folder.Path, "other");
        var all = Write("all.pem", Encoding.UTF8.GetBytes(File.ReadAllText(other.AuthorityFile) + "\r\n# ours\r\n" + File.ReadAllText(_authority.AuthorityFile)));
        Assert.Equal(["CN=other", "CN=root"], PemFiles.Authorities(new TelemetryTlsOptions { CaFile = all }).Select(static one => one.Subject));
    }

    [Fact]
    public void What_cannot_be_read_is_named_with_what_helps()
    {
        var (leaf, key) = _authority.Issue("dev1", "dev1");
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(leaf);
        using var secret = ECDsa.Create();
        secret.ImportFromPem(File.ReadAllText(key));
        var der = Write("dev1.der", certificate.RawData);
        var derKey = Write("key.der", secret.ExportPkcs8PrivateKey());
        var locked = Write("locked.key", Encoding.UTF8.GetBytes(secret.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))));
        var cut = Write("cut.pem", Encoding.UTF8.GetBytes(File.ReadAllText(leaf) + File.ReadAllText(leaf)[..200]));

        Assert.Equal($"'{der}' cannot be used: it is in binary form (DER or PKCS #12), and a certificate in PEM form is needed (openssl x509 -inform der -in FILE -out FILE.pem)", Why(der, key));
        Assert.Equal($"'{derKey}' cannot be used: it is in binary form (DER or PKCS #12), and a key in PEM form is needed (openssl pkey -inform der -in FILE -out FILE.pem)", Why(leaf, derKey));
        Assert.Equal($"'{locked}' cannot be used: its key has a password, which no one can type at a device: remove it (openssl pkey -in FILE -out NEWFILE)", Why(leaf, locked));
        Assert.Equal($"'{cut}' cannot be used: it does not contain a certificate in PEM form", Why(cut, key));
    }

    [Fact]
    public void A_weak_or_late_certificate_in_the_file_is_named()
    {
        using var rsa = RSA.Create(1024);
        using var weak = _authority.Sign(new CertificateRequest("CN=dev1", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var read = Read(weak.ExportCertificatePem(), rsa.ExportPkcs8PrivateKeyPem());
        Assert.EndsWith("dev1.crt' has an RSA key of 1024 bits: at least 2048 are needed", read.Weakness(), StringComparison.Ordinal);

        using var between = _authority.Intermediate("between", isExpired: true);
        var (leaf, key) = between.Issue("dev2", "dev2");
        using var late = Read(File.ReadAllText(leaf) + "\n" + File.ReadAllText(between.AuthorityFile), File.ReadAllText(key));
        Assert.Contains("the authority's certificate (CN=between) in '", late.Problem(Now), StringComparison.Ordinal);
        Assert.Contains("has expired on 2021-01-01", late.Problem(Now), StringComparison.Ordinal);
    }

    private static string Why(string certificate, string key) =>
        Assert.Throws<LinkException>(() => DeviceCertificate.Read(new TelemetryTlsOptions { CertificateFile = certificate, KeyFile = key })).Message;

    private DeviceCertificate Read(string certificate, string key) => DeviceCertificate.Read(new TelemetryTlsOptions
    {
        CertificateFile = Write("dev1.crt", Encoding.UTF8.GetBytes(certificate)),
        KeyFile = Write("dev1.private", Encoding.UTF8.GetBytes(key)),
    })!;

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
