using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.SignIn;

/// <summary>Decides whether a request has a proof that was made for it, and only for it (RFC 9449 section 4.3).</summary>
internal sealed class DpopVerifier
{
    private const string HeaderName = "DPoP";

    /// <summary>How far the clocks of the two may be apart.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly SpentValues _spent = new();

    /// <summary>Returns the thumbprint of the key that the sender has.</summary>
    /// <exception cref="SignInException">There is no proof, more than one, or a wrong one.</exception>
    public string Verify(SignableRequest request, string url, DateTimeOffset now)
    {
        if (request.HeaderValues(HeaderName).ToList() is not [var text])
        {
            throw SignInException.Invalid("The request must have one DPoP proof.");
        }

        var proof = DpopProof.Read(text);
        if (proof.Method != request.Method)
        {
            throw SignInException.Invalid("The DPoP proof is for another method.");
        }

        if (Normalized(proof.Address) is not { } address || address != Normalized(url))
        {
            throw SignInException.Invalid("The DPoP proof is for another address.");
        }

        if ((now - proof.IssuedAt).Duration() > Tolerance)
        {
            throw SignInException.Invalid("The DPoP proof is too old, or from the future.");
        }

        return _spent.TrySpend($"{proof.Thumbprint} {proof.Id}", proof.IssuedAt + Tolerance, now)
            ? proof.Thumbprint
            : throw SignInException.Invalid("The DPoP proof was used before.");
    }

    /// <summary>Gets an address without query and fragment, with the letters of its host in lower case.</summary>
    private static string? Normalized(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Path)
            : null;
}
