using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RoleAssist.Sandbox.Signing;

/// <summary>Checks a request against all rules of Signature Version 4 that STS and IAM enforce.</summary>
internal static partial class SignatureVerifier
{
    /// <summary>
    /// The tolerance for clock skew. STS also applies it to presigned requests, regardless of <c>X-Amz-Expires</c>; EKS
    /// tokens rely on that (https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/token/token.go).
    /// </summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    /// <summary>Checks the parts of the credential that need no key, and returns its scope.</summary>
    public static CredentialScope CheckScope(PresentedSignature presented, SignedService service)
    {
        var parts = presented.Credential.Split('/');
        if (parts.Length != 5)
        {
            throw SigningErrors.MalformedCredential(presented.Credential);
        }

        var scope = new CredentialScope(parts[1], parts[2], parts[3]);
        if (!Region().IsMatch(scope.Region) || (service.OnlyRegion ?? scope.Region) != scope.Region)
        {
            throw SigningErrors.Mismatch($"Credential should be scoped to a valid region, not '{scope.Region}'. ");
        }

        if (scope.Service != service.Name)
        {
            throw SigningErrors.Mismatch($"Credential should be scoped to correct service: '{service.Name}'. ");
        }

        if (parts[4] != CredentialScope.Terminator)
        {
            throw SigningErrors.Mismatch(
                $"Credential should be scoped with a valid terminator: '{CredentialScope.Terminator}', not '{parts[4]}'."
            );
        }

        return scope;
    }

    public static void Verify(
        SignableRequest request,
        PresentedSignature presented,
        CredentialScope scope,
        string secretAccessKey,
        DateTimeOffset now
    )
    {
        CheckDates(presented, scope, now);
        CheckSignedHeaders(request, presented);
        CheckContentHash(request);
        var canonicalRequest = CanonicalRequest.Build(request, presented.SignedHeaders, CanonicalizationOptions.Sts);
        var expected = SignatureV4.Sign(
            secretAccessKey,
            scope,
            SignatureV4.StringToSign(presented.Timestamp, scope, canonicalRequest)
        );
        if (
            !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(expected),
                Encoding.UTF8.GetBytes(presented.Signature)
            )
        )
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
                    + $"'{scope.Date}' != '{presented.Timestamp[..AmzDate.DayFormat.Length]}', from '{presented.Timestamp}'."
            );
        }

        if (signed < now - Tolerance)
        {
            throw SigningErrors.Mismatch(
                $"Signature expired: {presented.Timestamp} is now earlier than {AmzDate.ToText(now - Tolerance)} "
                    + $"({AmzDate.ToText(now)} - {Tolerance.TotalMinutes:0} min.)"
            );
        }

        if (signed > now + Tolerance)
        {
            throw SigningErrors.Mismatch(
                $"Signature not yet current: {presented.Timestamp} is still later than {AmzDate.ToText(now + Tolerance)} "
                    + $"({AmzDate.ToText(now)} + {Tolerance.TotalMinutes:0} min.)"
            );
        }
    }

    private static void CheckSignedHeaders(SignableRequest request, PresentedSignature presented)
    {
        var signed = presented.SignedHeaders.ToHashSet(StringComparer.Ordinal);
        if (!signed.Contains("host"))
        {
            throw SigningErrors.Mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        var unsigned = request
            .Headers.Select(header => header.Key.ToLowerInvariant())
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
        if (
            request.Header(HeaderAuthentication.ContentHash) is { } claimed
            && claimed != CanonicalRequest.HashOf(request.Body)
        )
        {
            throw SigningErrors.Mismatch(
                "The provided 'x-amz-content-sha256' header does not match what was computed."
            );
        }
    }

    /// <summary>The regions of the partition <c>aws</c>, which contains all sample accounts.</summary>
    [GeneratedRegex(@"^(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-[0-9]+\z")]
    private static partial Regex Region();
}
