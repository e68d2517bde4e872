using RoleAssist.Aws.Http;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Errors;

namespace RoleAssist.Aws.SignIn;

/// <summary>
/// Gets credentials from a console login, and renews them as the AWS CLI does
/// (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html). It does not sign in.
/// </summary>
internal sealed class LoginCredentials(LoginCache cache, SigninService signin, TimeProvider time)
{
    private const string RefreshGrant = "refresh_token";

    /// <summary>The limits of a call to a region that may be the wrong one.</summary>
    private static readonly RetryBudget OneOfSeveral = new(2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8));

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.LoginRequired"/>.</exception>
    public async Task<AwsCredentials> GetAsync(LoginSource source, CancellationToken cancellationToken)
    {
        var token = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
        if (token.IsDue(time.GetUtcNow()))
        {
            token = await RenewAsync(source, token, cancellationToken).ConfigureAwait(false);
        }

        return token.IsExpired(time.GetUtcNow())
            ? throw LoginErrors.Expired(source, token.ExpiresAt)
            : token.Credentials;
    }

    private async Task<LoginToken> ReadAsync(LoginSource source, CancellationToken cancellationToken)
    {
        var path = cache.PathOf(source);
        var document =
            await cache.ReadAsync(source, cancellationToken).ConfigureAwait(false)
            ?? throw LoginErrors.Missing(source, path);
        return LoginToken.Parse(document, source.LoginSession)
            ?? throw LoginErrors.Incomplete(source, path, LoginToken.MissingFrom(document) ?? "accessToken");
    }

    /// <summary>Renews a login. Returns the old one if it cannot be renewed now and is still valid.</summary>
    private async Task<LoginToken> RenewAsync(LoginSource source, LoginToken token, CancellationToken cancellationToken)
    {
        try
        {
            using var locked = await cache.LockAsync(source, cancellationToken).ConfigureAwait(false);
            token = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
            if (!token.IsDue(time.GetUtcNow()))
            {
                // The previous holder of the lock has renewed it.
                return token;
            }

            var renewed = token.With(await RefreshAsync(source, token, cancellationToken).ConfigureAwait(false));
            await cache.ReplaceAsync(source, token.Renewal!.RefreshToken, renewed.Document).ConfigureAwait(false);
            return renewed;
        }
        catch (RoleAssistException) when (!token.IsExpired(time.GetUtcNow()))
        {
            return token;
        }
        catch (RoleAssistException refused) when (refused.Code == ErrorCode.LoginRequired)
        {
            // Another tool may have renewed the login first, which makes the old refresh token invalid.
            var current = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
            if (current.IsExpired(time.GetUtcNow()))
            {
                throw;
            }

            return current;
        }
    }

    /// <summary>Asks the region that issued the login; as long as that is not known, the likely ones in turn.</summary>
    private async Task<SigninGrant> RefreshAsync(
        LoginSource source,
        LoginToken token,
        CancellationToken cancellationToken
    )
    {
        using var key = KeyOf(source, token);
        var request = new CreateLoginTokenRequest(token.Renewal!.ClientId, RefreshGrant)
        {
            RefreshToken = token.Renewal.RefreshToken,
        };
        var remembered = cache.Regions.Find(source);
        List<string> asked = [];
        RoleAssistException? unanswered = null;
        var candidates = CandidatesOf(source, token.Region, remembered);
        foreach (var (region, endpoint) in candidates)
        {
            try
            {
                asked.Add(region);
                var budget = candidates.Count == 1 ? RetryBudget.OfAws : OneOfSeveral;
                var answer = await signin
                    .RefreshAsync(source.Profile, endpoint, request, key, budget, cancellationToken)
                    .ConfigureAwait(false);
                if (answer.Grant is { } grant)
                {
                    if (region != remembered && source.Signin.Settings.CustomUrl is null)
                    {
                        cache.Regions.Remember(source, region);
                    }

                    return grant;
                }

                // Only these may mean that another region has issued the login.
                if (answer.Refusal is not (SigninRefusal.InvalidRequest or SigninRefusal.Other))
                {
                    throw LoginErrors.Refused(source, answer.Refusal!.Value, asked);
                }
            }
            catch (RoleAssistException fault) when (fault.IsTransient)
            {
                unanswered ??= fault;
            }
        }

        throw unanswered ?? LoginErrors.Refused(source, SigninRefusal.InvalidRequest, asked);
    }

    private static IReadOnlyList<(string Region, ServiceEndpoint Endpoint)> CandidatesOf(
        LoginSource source,
        params IEnumerable<string?> known
    ) =>
        [
            .. known
                .OfType<string>()
                .Concat(source.Regions)
                .Distinct()
                .Select(region => (region, source.Signin.In(region)))
                .DistinctBy(candidate => candidate.Item2.Url),
        ];

    private DpopKey KeyOf(LoginSource source, LoginToken token) =>
        (token.Renewal is { } renewal ? DpopKey.FromPem(renewal.Key) : null)
        ?? throw LoginErrors.Incomplete(
            source,
            cache.PathOf(source),
            LoginToken.MissingFrom(token.Document) ?? "dpopKey"
        );
}
