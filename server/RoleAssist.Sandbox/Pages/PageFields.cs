using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using RoleAssist.Sandbox.Errors;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Pages;

/// <summary>
/// The fields of a query or a form. As OAuth says (RFC 6749 section 3.1), a field without a value is absent, and none
/// may occur twice.
/// </summary>
internal sealed class PageFields
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly Dictionary<string, StringValues> _fields;

    private PageFields(string text) => _fields = QueryHelpers.ParseQuery(text);

    public static PageFields OfQuery(SignableRequest request) => new(request.Query);

    public static PageFields OfQuery(string query) => new(query);

    /// <exception cref="ServiceException">The body is no form.</exception>
    public static PageFields OfForm(SignableRequest request) =>
        request.Header("Content-Type")?.Split(';')[0].Trim().Equals(Form, StringComparison.OrdinalIgnoreCase) == true
            ? new PageFields(Encoding.UTF8.GetString(request.Body))
            : throw Wrong($"Send a form ({Form}).");

    /// <summary>Gets a field; null if it is absent or empty.</summary>
    /// <exception cref="ServiceException">The field occurs twice.</exception>
    public string? this[string name] =>
        !_fields.TryGetValue(name, out var values) || values is [null or ""] ? null
        : values is [{ } value] ? value
        : throw Wrong($"The parameter {name} occurs {values.Count} times.");

    /// <exception cref="ServiceException">The field is absent or occurs twice.</exception>
    public string Required(string name) => this[name] ?? throw Wrong($"The parameter {name} is missing.");

    /// <summary>Whether a field occurs, with or without a value.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    public static ServiceException Wrong(string message) => new(400, "This link is not valid", message);
}
