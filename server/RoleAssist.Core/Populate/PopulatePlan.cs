using System.Text;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Populate;

/// <summary>What is to change in the config file, and what stays. Nothing has been written.</summary>
/// <param name="Session">The name of the <c>[sso-session]</c> section.</param>
/// <param name="Changes">Every role of the sign-in, and the profiles whose role is gone.</param>
/// <param name="Before">The profiles that were added for this session before, as text without secrets.</param>
/// <param name="After">The same text after the changes.</param>
/// <param name="Notes">What else the user should know, a sentence each.</param>
public sealed record PopulatePlan(
    string Session,
    IReadOnlyList<PopulateChange> Changes,
    string Before,
    string After,
    IReadOnlyList<string> Notes
)
{
    private const int FingerprintBytes = 16;

    public IEnumerable<PopulateChange> Added => Of(PopulateAction.Add);

    public IEnumerable<PopulateChange> Removed => Of(PopulateAction.Remove);

    public bool IsEmpty => !Added.Any() && !Removed.Any();

    /// <summary>Gets what identifies the changes, so that nothing else is made than what was shown.</summary>
    public string Fingerprint
    {
        get
        {
            var text = new StringBuilder(Session);
            foreach (var change in Added.Concat(Removed))
            {
                text.Append('\n').Append(change.Action).Append('\0').Append(change.Profile);
                foreach (var (name, value) in change.Settings)
                {
                    text.Append('\0').Append(name).Append('=').Append(value);
                }
            }

            var digest = Sha256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
            return Convert.ToHexStringLower(digest.AsSpan(0, FingerprintBytes));
        }
    }

    private IEnumerable<PopulateChange> Of(PopulateAction action) => Changes.Where(change => change.Action == action);
}
