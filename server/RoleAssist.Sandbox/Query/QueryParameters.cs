using System.Globalization;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Query;

/// <summary>The parameters of AWS' query protocol, from the URL's query and a form in the body.</summary>
internal sealed class QueryParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private QueryParameters() { }

    public string? this[string name] => _values.GetValueOrDefault(name);

    public static QueryParameters Parse(SignableRequest request)
    {
        var parameters = new QueryParameters();
        parameters.Add(request.Query);
        if (request.Method == "POST" && IsForm(request.Header("Content-Type")))
        {
            parameters.Add(System.Text.Encoding.UTF8.GetString(request.Body));
        }

        return parameters;
    }

    /// <summary>
    /// Gets the numbers of a list's members (for example <c>Tags.member.1.Key</c>) in ascending order.
    /// </summary>
    public IReadOnlyList<int> MemberNumbers(string list) => Numbered(list + ".member.");

    /// <summary>Gets the numbers that follow a prefix in names of parameters, in ascending order.</summary>
    public IReadOnlyList<int> Numbered(string prefix) =>
        [
            .. _values
                .Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => name[prefix.Length..].Split('.')[0])
                .Where(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
                .Distinct()
                .Order(),
        ];

    private static bool IsForm(string? contentType) =>
        contentType
            ?.Split(';')[0]
            .Trim()
            .Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private void Add(string encoded)
    {
        foreach (var part in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            var name = UriEncoding.DecodeText(pair[0], plusIsSpace: true);
            if (!_values.TryAdd(name, pair.Length == 2 ? UriEncoding.DecodeText(pair[1], plusIsSpace: true) : ""))
            {
                throw new ServiceException(
                    400,
                    "MalformedQueryString",
                    $"The parameter '{name}' is given more than once."
                );
            }
        }
    }
}
