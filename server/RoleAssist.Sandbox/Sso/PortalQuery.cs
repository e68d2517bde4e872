using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using RoleAssist.Sandbox.Errors;

namespace RoleAssist.Sandbox.Sso;

/// <summary>The parameters of a request to the portal. AWS' words for wrong ones are not known (?).</summary>
internal sealed partial class PortalQuery(string query)
{
    private const int MostResults = 100;

    /// <summary>The documentation does not say how long a page is if the request does not (?).</summary>
    private const int DefaultResults = 20;

    private readonly QueryCollection _query = new(QueryHelpers.ParseQuery(query));

    /// <summary>Gets the unverified account; null if there is none.</summary>
    public string? ClaimedAccount => _query["account_id"] is [{ } account] ? account : null;

    public string Account =>
        ClaimedAccount is { } account && AccountId().IsMatch(account)
            ? account
            : throw Invalid("account_id is required and must have 12 digits.");

    public string RoleName =>
        _query["role_name"] is [{ Length: > 0 } name] ? name : throw Invalid("role_name is required.");

    /// <summary>Gets how many results a page has at most, and the token that the previous page ended with.</summary>
    public (int MaxResults, string? NextToken) Page =>
        (
            _query["max_result"] switch
            {
                [] => DefaultResults,
                [{ } text]
                    when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                        && most is >= 1 and <= MostResults => most,
                _ => throw Invalid("max_result must be a number from 1 to 100."),
            },
            _query["next_token"] switch
            {
                [] => null,
                [{ } token] => token,
                _ => throw Invalid("next_token must occur once."),
            }
        );

    public static ServiceException Invalid(string message) => new(400, "InvalidRequestException", message);

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountId();
}
