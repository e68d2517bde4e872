using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Http;

/// <summary>Reads a file of certificates in PEM form (https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html).</summary>
internal static class CaBundleReader
{
    /// <summary>Thousands of certificates; a system has a few hundred.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    public static async Task<X509Certificate2Collection> ReadAsync(CaBundle bundle, CancellationToken cancellationToken)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            var text = await UntrustedFile.ReadTextAsync(bundle.Path, MostBytes, cancellationToken).ConfigureAwait(false);
            certificates.ImportFromPem(text ?? throw Invalid(bundle, $"has more than {MostBytes / (1024 * 1024)} MB"));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Invalid(bundle, "is not there", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Invalid(bundle, "cannot be read", fault);
        }
        catch (CryptographicException fault)
        {
            throw Invalid(bundle, "holds something that is no certificate", fault);
        }

        return certificates.Count > 0 ? certificates : throw Invalid(bundle, "holds no certificate in PEM form");
    }

    private static RoleAssistException Invalid(CaBundle bundle, string what, Exception? cause = null) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"The certificate bundle {bundle.Path} that {bundle.Setting} names {what}.",
            $"Correct {bundle.Setting}, or remove it to trust the system's certificates.",
            cause)
        { Location = bundle.Location };
}
