using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Akka.Configuration;

namespace Akka.Remote.Transport.Tls;

/// <summary>Bound from akka.remote.dot-netty.tcp.ssl; reference.conf explains each key.</summary>
/// <param name="Own">What this side shows, with the intermediate certificates that came with it.</param>
/// <param name="Authorities">Whom to trust; null: whom the machine trusts.</param>
/// <param name="TrustsAnybody">ssl.suppress-validation.</param>
/// <param name="IsMutual">ssl.require-mutual-authentication: diallers show and listeners want a certificate.</param>
/// <param name="ChecksHost">ssl.validate-certificate-hostname, of the listener that is called.</param>
internal sealed record TlsSettings(
    SslStreamCertificateContext Own, X509Certificate2Collection? Authorities, bool TrustsAnybody, bool IsMutual,
    bool ChecksHost)
{
    public const string Switch = "akka.remote.dot-netty.tcp.enable-ssl";
    public const string MutualKey = Section + ".require-mutual-authentication";
    private const string Section = "akka.remote.dot-netty.tcp.ssl";

    private static readonly string[] Known =
        ["suppress-validation", "require-mutual-authentication", "validate-certificate-hostname", "ca-path"];

    private static readonly string[] KnownOfCertificate = ["path", "key-path", "password"];

    /// <returns>Null where enable-ssl is off.</returns>
    /// <exception cref="ConfigurationException">A key is unknown here, or its file no use; names both.</exception>
    public static TlsSettings? From(Config config)
    {
        if (!config.GetBoolean(Switch)) return null;
        RefuseUnknown(config, Section, [.. Known, "certificate"]);
        RefuseUnknown(config, $"{Section}.certificate", KnownOfCertificate);
        return new TlsSettings(
            CertificateFiles.LoadOwn(config, $"{Section}.certificate"),
            CertificateFiles.LoadAuthorities(config, $"{Section}.ca-path"),
            config.GetBoolean($"{Section}.suppress-validation"),
            config.GetBoolean(MutualKey),
            config.GetBoolean($"{Section}.validate-certificate-hostname"));
    }

    /// <summary>A new one for each connection, for SslStream enters into it what the peer's part is.</summary>
    public X509ChainPolicy NewChainPolicy()
    {
        // Revocation lists and missing intermediates would be fetched from addresses that the peer names.
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        if (Authorities is null) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(Authorities);
        return policy;
    }

    private static void RefuseUnknown(Config config, string section, string[] known)
    {
        foreach (var (key, _) in config.GetConfig(section)?.AsEnumerable() ?? [])
        {
            if (!known.Contains(key))
                throw new ConfigurationException($"{section}.{key} is set; it needs Stack=NuGet");
        }
    }
}
