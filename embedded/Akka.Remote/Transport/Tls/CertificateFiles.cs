using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Configuration;

namespace Akka.Remote.Transport.Tls;

/// <summary>Reads certificates and keys, PKCS#12 or PEM, which the content tells.</summary>
internal static class CertificateFiles
{
    /// <exception cref="ConfigurationException">Names the key, the file, and what is wrong with it.</exception>
    public static SslStreamCertificateContext LoadOwn(Config config, string section)
    {
        var path = config.GetString($"{section}.path");
        var keyPath = config.GetString($"{section}.key-path");
        var password = config.GetString($"{section}.password");
        if (path.Length == 0)
            throw new ConfigurationException($"{section}.path is empty; {TlsSettings.Switch} = on needs a certificate");
        var content = Read($"{section}.path", path, File.ReadAllBytes);
        var key = keyPath.Length == 0 ? null : Read($"{section}.key-path", keyPath, File.ReadAllText);
        var chain = Read($"{section}.path", path, _ => IsPem(content)
            ? ParsePem(System.Text.Encoding.UTF8.GetString(content), key, password)
            : X509CertificateLoader.LoadPkcs12Collection(content, password));
        var own = chain.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new ConfigurationException(
            $"{section}.path is '{path}', which has no certificate with its private key");
        chain.Remove(own);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    /// <returns>Null where the key is empty.</returns>
    /// <exception cref="ConfigurationException">Names the key, the file, and what is wrong with it.</exception>
    public static X509Certificate2Collection? LoadAuthorities(Config config, string key)
    {
        var path = config.GetString(key);
        if (path.Length == 0) return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(Read(key, path, File.ReadAllText));
        return authorities.Count > 0 ? authorities : throw new ConfigurationException(
            $"{key} is '{path}', which has no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
    }

    private static X509Certificate2Collection ParsePem(string text, string? key, string password)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(text);
        if (chain.Count == 0) throw new CryptographicException("it has no -----BEGIN CERTIFICATE-----");
        // The first is this machine's own, those behind it lead up to the CA.
        chain[0] = WithKey(text, key ?? text, password);
        return chain;
    }

    private static X509Certificate2 WithKey(string text, string key, string password)
    {
        try
        {
            return password.Length == 0
                ? X509Certificate2.CreateFromPem(text, key)
                : X509Certificate2.CreateFromEncryptedPem(text, key, password);
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException("the private key is not that of its first certificate", e);
        }
    }

    private static bool IsPem(byte[] content) => content.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    private static T Read<T>(string key, string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException($"{key} is '{path}', which cannot be read: {e.Message}", e);
        }
    }
}
