using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Sso;

/// <summary>Divides the portal's lists into pages. A token continues only the list that it comes from.</summary>
internal sealed class PortalPages(byte[] sealingKey)
{
    private readonly Sealer _tokens = new(sealingKey, "sso page");

    /// <param name="list">The name of the list.</param>
    /// <param name="all">The whole list.</param>
    /// <param name="page">The length of the page, and the token of the previous one.</param>
    public (IReadOnlyList<T> Items, string? NextToken) Read<T>(
        string list,
        IEnumerable<T> all,
        (int MaxResults, string? NextToken) page
    )
    {
        var start = page.NextToken is null ? 0 : OffsetIn(list, page.NextToken);

        // One item more shows whether others follow.
        var items = all.Skip(start).Take(page.MaxResults + 1).ToList();
        return items.Count <= page.MaxResults
            ? (items, null)
            : (
                items[..page.MaxResults],
                _tokens.Seal(new PortalPosition(list, start + page.MaxResults), SsoJsonContext.CamelCase.PortalPosition)
            );
    }

    private int OffsetIn(string list, string token) =>
        _tokens.Open(token, SsoJsonContext.CamelCase.PortalPosition) is { } position && position.List == list
            ? position.Offset
            : throw PortalQuery.Invalid("next_token is invalid.");
}

/// <summary>The content of a page's token.</summary>
internal sealed record PortalPosition(string List, int Offset);
