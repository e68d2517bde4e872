using System.Security.Cryptography;
using System.Text;
using RoleAssist.Core.Errors;
using RoleAssist.Core.SignIn;

namespace RoleAssist.Aws.SignIn;

/// <summary>
/// A console login in a browser that may run anywhere. Its last page shows a text, which the user brings back: the state
/// and the code, in Base64.
/// </summary>
internal sealed class PastedLogin(LoginExchange exchange, LoginFinish finish, DateTimeOffset expiresAt) : ISignInAttempt
{
    private const int MostCharacters = 16 * 1024;

    private readonly TaskCompletionSource<string> _code = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SignInFlow Flow => SignInFlow.Code;

    public string Url { get; } = exchange.GetAuthorizeUrl(exchange.ConfirmationPage);

    public bool TakesCode => true;

    public DateTimeOffset ExpiresAt => expiresAt;

    public async Task<SignedIn> WaitAsync(CancellationToken cancellationToken)
    {
        var code = await _code.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        var (identity, token) = await exchange
            .RedeemAsync(code, exchange.ConfirmationPage, cancellationToken)
            .ConfigureAwait(false);
        return await finish.StoreAsync(identity, token, exchange.Region, cancellationToken).ConfigureAwait(false);
    }

    public Task SubmitAsync(string code, CancellationToken cancellationToken)
    {
        _code.TrySetResult(
            CodeIn(code)
                ?? throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    "This is not the text that the page of this sign-in shows.",
                    "Copy the whole text from the page that the address opened last, and paste it again."
                )
        );
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        exchange.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Returns the code in the text; null if it does not belong to this sign-in.</summary>
    private string? CodeIn(string text)
    {
        if (text.Length > MostCharacters || Decode(text) is not { } decoded)
        {
            return null;
        }

        // A form (application/x-www-form-urlencoded), of which only these two fields are known.
        var fields = decoded
            .Split('&')
            .Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .ToLookup(field => field[0], field => Uri.UnescapeDataString(field[1].Replace('+', ' ')));
        return
            fields["state"].ToList() is [var state]
            && IsOurs(state)
            && fields["code"].ToList() is [{ Length: > 0 } code]
            ? code
            : null;
    }

    private bool IsOurs(string state) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(exchange.State));

    /// <summary>Decodes Base64 in either alphabet, as it may come out of a mail or a terminal that has wrapped it.</summary>
    private static string? Decode(string text)
    {
        var compact = string.Concat(text.Where(character => !char.IsWhiteSpace(character)))
            .TrimEnd('=')
            .Replace('-', '+')
            .Replace('_', '/');
        var bytes = new byte[compact.Length];
        return Convert.TryFromBase64String(compact.PadRight((compact.Length + 3) / 4 * 4, '='), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes.AsSpan(0, length))
            : null;
    }
}
