using RoleAssist.Sandbox.Formats;

namespace RoleAssist.Sandbox.Organizations;

/// <summary>
/// Divides lists into pages. As in AWS, a page may have fewer items than asked for, even none, while more follow: only a
/// response without a token is the last one
/// (https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html).
/// </summary>
internal sealed class Pages(byte[] sealingKey)
{
    private const int MostResults = 20;

    /// <summary>In five pages, the third is half full and the fifth is empty.</summary>
    private const int Cycle = 5;
    private const int ShortPage = 2;
    private const int EmptyPage = 4;

    private readonly Sealer _tokens = new(sealingKey, "organizations page");

    public (IReadOnlyList<T> Items, string? NextToken) Read<T>(
        string list,
        IEnumerable<T> all,
        OrganizationsRequest request
    )
    {
        var most = request.MaxResults switch
        {
            null => MostResults,
            < 1 => throw OrganizationsErrors.TooSmall(),
            > MostResults => throw OrganizationsErrors.TooLarge(),
            { } asked => asked,
        };
        var position = Position(list, request.NextToken);
        var length = (position.Page % Cycle) switch
        {
            ShortPage => (most + 1) / 2,
            EmptyPage => 0,
            _ => most,
        };

        // One item more shows whether others follow.
        var items = all.Skip(position.Offset).Take(length + 1).ToList();
        if (items.Count <= length)
        {
            return (items, null);
        }

        var next = new PagePosition(list, position.Page + 1, position.Offset + length);
        return (items[..length], _tokens.Seal(next, OrganizationsJsonContext.PascalCase.PagePosition));
    }

    private PagePosition Position(string list, string? token)
    {
        if (token is null)
        {
            return new PagePosition(list, Page: 0, Offset: 0);
        }

        return
            _tokens.Open(token, OrganizationsJsonContext.PascalCase.PagePosition) is { } position
            && position.List == list
            ? position
            : throw OrganizationsErrors.WrongToken();
    }
}
