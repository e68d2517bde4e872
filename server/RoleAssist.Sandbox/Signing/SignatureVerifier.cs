using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RoleAssist.Sandbox.Signing;

/// <summary>Holds a request to every rule of Signature Version 4 that STS enforces.</summary>
internal static partial class SignatureVerifier
{
    private const string Service = "sts";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestExpiry = TimeSpan.FromDays(7);

    /// <summary>The claims that need no key to be judged; returns the scope they name.</summary>
    public static CredentialScope CheckScope(PresentedSignature presented)
    {
        var parts = presented.Credential.Split('/');
        if (parts.Length != 5)
        {
            throw SigningErrors.MalformedCredential(presented.Credential);
        }

        var scope = new CredentialScope(parts[1], parts[2], parts[3]);
        if (!Region().IsMatch(scope.Region))
        {
            throw SigningErrors.Mismatch($"Credential should be scoped to a valid region, not '{scope.Region}'. ");
        }

        if (scope.Service != Service)
        {
            throw SigningErrors.Mismatch($"Credential should be scoped to correct service: '{Service}'. ");
        }

        if (parts[4] != CredentialScope.Terminator)
        {
            throw SigningErrors.Mismatch(
                $"Credential should be scoped with a valid terminator: '{CredentialScope.Terminator}', not '{parts[4]}'.");
        }

        return scope;
    }

    public static void Verify(
        SignableRequest request, PresentedSignature presented, CredentialScope scope, string secretAccessKey, DateTimeOffset now)
    {
        CheckDates(presented, scope, now);
        CheckSignedHeaders(request, presented);
        CheckContentHash(request);
        var canonicalRequest = CanonicalRequest.Build(request, presented.SignedHeaders, CanonicalizationOptions.Sts);
        var expected = SignatureV4.Sign(
            secretAccessKey, scope, SignatureV4.StringToSign(presented.Timestamp, scope, canonicalRequest));
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(presented.Signature)))
        {
            throw SigningErrors.SignatureDoesNotMatch();
        }
    }

    private static void CheckDates(PresentedSignature presented, CredentialScope scope, DateTimeOffset now)
    {
        if (!AmzDate.TryParse(presented.Timestamp, out var signed))
        {
            throw SigningErrors.MalformedDate(presented.Timestamp);
        }

        if (presented.Timestamp[..AmzDate.DayFormat.Length] != scope.Date)
        {
            throw SigningErrors.Mismatch(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + $"'{scope.Date}' != '{presented.Timestamp[..AmzDate.DayFormat.Length]}', from '{presented.Timestamp}'.");
        }

        var lifetime = Lifetime(presented.Expires);
        if (signed < now - lifetime)
        {
            throw SigningErrors.Mismatch(
                $"Signature expired: {presented.Timestamp} is now earlier than {AmzDate.ToText(now - lifetime)} "
                + $"({AmzDate.ToText(now)} - {InWords(lifetime)})");
        }

        if (signed > now + Tolerance)
        {
            throw SigningErrors.Mismatch(
                $"Signature not yet current: {presented.Timestamp} is still later than {AmzDate.ToText(now + Tolerance)} "
                + $"({AmzDate.ToText(now)} + {InWords(Tolerance)})");
        }
    }

    /// <summary>STS lets no presigned request live longer than any other, whatever it asks for.</summary>
    private static TimeSpan Lifetime(string? expires)
    {
        if (expires is null)
        {
            return Tolerance;
        }

        if (!int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds < 1 || seconds > LongestExpiry.TotalSeconds)
        {
            throw SigningErrors.MalformedExpires();
        }

        return TimeSpan.FromSeconds(Math.Min(seconds, Tolerance.TotalSeconds));
    }

    private static string InWords(TimeSpan span) =>
        span.Seconds == 0 ? $"{span.TotalMinutes:0} min." : $"{span.TotalSeconds:0} sec.";

    private static void CheckSignedHeaders(SignableRequest request, PresentedSignature presented)
    {
        var signed = presented.SignedHeaders.ToHashSet(StringComparer.Ordinal);
        if (!signed.Contains("host"))
        {
            throw SigningErrors.Mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        var unsigned = request.Headers.Select(header => header.Key.ToLowerInvariant())
            .FirstOrDefault(name => name.StartsWith("x-amz-", StringComparison.Ordinal) && !signed.Contains(name));
        if (unsigned is not null)
        {
            throw SigningErrors.Mismatch($"'{unsigned}' must be a 'SignedHeader' in the AWS Authorization.");
        }

        if (signed.Any(name => request.Header(name) is null))
        {
            throw SigningErrors.SignatureDoesNotMatch();
        }
    }

    private static void CheckContentHash(SignableRequest request)
    {
        if (request.Header(HeaderAuthentication.ContentHash) is { } claimed && claimed != CanonicalRequest.HashOf(request.Body))
        {
            throw SigningErrors.Mismatch("The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
    }

    /// <summary>The regions of the partition <c>aws</c>, where all sample accounts are.</summary>
    [GeneratedRegex(@"^(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-[0-9]+\z")]
    private static partial Regex Region();
}
