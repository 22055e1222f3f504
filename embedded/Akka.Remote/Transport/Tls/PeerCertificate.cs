using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Akka.Remote.Transport.Tls;

/// <summary>Says in words why a peer's certificate is no good.</summary>
internal static class PeerCertificate
{
    private const X509ChainStatusFlags Unknown = X509ChainStatusFlags.UntrustedRoot
        | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

    /// <param name="role">The peer's: dialler or listener.</param>
    /// <returns>Null where nothing is against it.</returns>
    public static string? Objection(
        TlsSettings settings, string role, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            return $"the {role} shows no certificate; {TlsSettings.MutualKey} is on at the other side";
        List<string> faults = [];
        if (!settings.TrustsAnybody && errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            faults.AddRange(Faults(chain));
        if (settings.ChecksHost && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            faults.Add("it does not name the host that was called (subjectAltName)");
        return faults.Count == 0
            ? null
            : $"the {role}'s certificate {certificate.Subject} is refused: {string.Join(", ", faults)}";
    }

    private static IEnumerable<string> Faults(X509Chain? chain)
    {
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            foreach (var status in element.ChainElementStatus.Where(status => (status.Status & Unknown) == 0))
                yield return Fault(element, status);
        }

        if (chain is null || chain.ChainStatus.Any(status => (status.Status & Unknown) != 0))
            yield return "no trusted CA has signed it";
    }

    private static string Fault(X509ChainElement element, X509ChainStatus status)
    {
        var certificate = element.Certificate;
        return status.Status switch
        {
            X509ChainStatusFlags.NotTimeValid =>
                $"{certificate.Subject} is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u}",
            X509ChainStatusFlags.NotValidForUsage =>
                $"{certificate.Subject} is not for this use (extendedKeyUsage must have serverAuth and clientAuth)",
            _ => $"{certificate.Subject}: {status.Status}",
        };
    }
}
