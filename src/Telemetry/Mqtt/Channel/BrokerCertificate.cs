using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StationAgent.Failures;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>Checks the certificate that a broker shows, and says in plain words what is wrong with it.</summary>
internal static class BrokerCertificate
{
    // id-kp-serverAuth and id-kp-clientAuth, RFC 5280, section 4.2.1.12.
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    /// <summary>Returns what is wrong; null when the certificate is valid for this broker.</summary>
    /// <param name="shown">The certificate; null when the broker showed none.</param>
    /// <param name="sent">The intermediate authorities that the broker sent.</param>
    /// <param name="errors">What the handshake found; only the result for the host name is used.</param>
    /// <param name="host">The name that the certificate must have.</param>
    /// <param name="authorities">The authorities that may have signed; empty for the system's.</param>
    /// <param name="now">The device's wall time.</param>
    public static string? Problem(
        X509Certificate2? shown,
        X509Certificate2Collection sent,
        SslPolicyErrors errors,
        string host,
        X509Certificate2Collection authorities,
        DateTimeOffset now)
    {
        if (shown is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the broker shows no certificate";
        }

        if (DateProblem("the broker's certificate", shown, now) is { } date)
        {
            return date;
        }

        if (!Allows(shown, ServerUsage))
        {
            return $"the broker's certificate ({OutsideText.Short(shown.Subject)}) is not made for servers";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the broker's certificate ({OutsideText.Short(shown.Subject)}) is for another host than '{host}'";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerUsage));
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        if (authorities.Count > 0)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        var isTrusted = chain.Build(shown);
        if (WeakLink(chain, isTrusted) is { } weak)
        {
            return weak;
        }

        if (isTrusted)
        {
            return null;
        }

        var issued = CertificateStrength.IsSelfSigned(shown) ? "signed by itself" : $"signed by {OutsideText.Short(shown.Issuer)}";
        return $"the broker's certificate ({OutsideText.Short(shown.Subject)}, {issued}) is not trusted: {Distrust(chain, now)}";
    }

    /// <summary>Returns what is wrong with the device's own certificate, as far as the device can see; null for nothing.</summary>
    /// <param name="own">The certificate.</param>
    /// <param name="path">The file of the certificate.</param>
    /// <param name="now">The device's wall time.</param>
    public static string? OwnProblem(X509Certificate2 own, string path, DateTimeOffset now) =>
        DateProblem($"the device's certificate '{path}'", own, now)
        ?? (Allows(own, ClientUsage) ? null : $"the device's certificate '{path}' is not made for clients");

    /// <summary>Describes a certificate for a person.</summary>
    public static string Describe(X509Certificate2 certificate) => string.Create(
        CultureInfo.InvariantCulture, $"certificate {certificate.Subject} is valid until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");

    /// <summary>Returns why a certificate is not valid now; null when it is.</summary>
    /// <param name="what">What the certificate is called.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="now">The device's wall time.</param>
    public static string? DateProblem(string what, X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, to) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        return now < from ? $"{what} is valid only from {Day(from)} on, and this device's clock says {Day(now)}"
            : now > to ? $"{what} has expired on {Day(to)}, and this device's clock says {Day(now)}"
            : null;
    }

    // A certificate without this extension may be used for everything.
    private static bool Allows(X509Certificate2 certificate, string usage)
    {
        foreach (var extension in certificate.Extensions)
        {
            if (extension is X509EnhancedKeyUsageExtension allowed)
            {
                return allowed.EnhancedKeyUsages[usage] is not null;
            }
        }

        return true;
    }

    // The last certificate of a trusted chain is the one that is trusted because it is configured so.
    private static string? WeakLink(X509Chain chain, bool isTrusted)
    {
        for (var i = 0; i < chain.ChainElements.Count; i++)
        {
            var one = chain.ChainElements[i].Certificate;
            if (CertificateStrength.Weakness(one, isTrusted && i == chain.ChainElements.Count - 1) is { } weakness)
            {
                return i == 0 ? $"the broker's certificate ({one.Subject}) {weakness}" : $"the certificate of the broker's authority ({one.Subject}) {weakness}";
            }
        }

        return null;
    }

    private static string Distrust(X509Chain chain, DateTimeOffset now)
    {
        foreach (var element in chain.ChainElements)
        {
            if (DateProblem($"the certificate of its authority ({element.Certificate.Subject})", element.Certificate, now) is { } date)
            {
                return date;
            }
        }

        var last = chain.ChainElements.Count == 0 ? null : chain.ChainElements[^1].Certificate;
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status);
        return last is null || status == X509ChainStatusFlags.NoError ? "it cannot be checked"
            : status.HasFlag(X509ChainStatusFlags.PartialChain) ? $"the certificate of {last.Issuer} is neither sent by the broker nor among the trusted authorities"
            : status == X509ChainStatusFlags.UntrustedRoot ? $"{last.Subject} is not among the trusted authorities"
            : $"{status}";
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
