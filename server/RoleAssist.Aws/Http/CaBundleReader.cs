using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;
using RoleAssist.Interop.Files;

namespace RoleAssist.Aws.Http;

/// <summary>
/// Reads a file of PEM certificates (https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html).
/// </summary>
internal static class CaBundleReader
{
    /// <summary>Enough for thousands of certificates; a system has a few hundred.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    public static async Task<X509Certificate2Collection> ReadAsync(CaBundle bundle, CancellationToken cancellationToken)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            var text = await UntrustedFile
                .ReadTextAsync(bundle.Path, MostBytes, cancellationToken)
                .ConfigureAwait(false);
            certificates.ImportFromPem(text ?? throw Invalid(bundle, $"is larger than {MostBytes / (1024 * 1024)} MB"));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Invalid(bundle, "does not exist", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Invalid(bundle, "cannot be read", fault);
        }
        catch (CryptographicException fault)
        {
            throw Invalid(bundle, "contains an invalid certificate", fault);
        }

        return certificates.Count > 0 ? certificates : throw Invalid(bundle, "contains no PEM certificate");
    }

    private static RoleAssistException Invalid(CaBundle bundle, string what, Exception? cause = null) =>
        new(
            ErrorCode.ConfigurationInvalid,
            $"The certificate bundle {bundle.Path} (from {bundle.Setting}) {what}.",
            $"Correct {bundle.Setting}, or remove it to trust the system's certificates.",
            cause
        )
        {
            Location = bundle.Location,
        };
}
