using System.Globalization;
using System.Text;

namespace RoleAssist.Core.Delivery;

/// <summary>Builds a config file that is simple enough for every SDK's parser to read it the same way.</summary>
internal sealed class ConfigText(string comment)
{
    private readonly StringBuilder _text = new(comment + "\n");

    public void Section(string header, IEnumerable<KeyValuePair<string, string>> settings)
    {
        _text.Append(CultureInfo.InvariantCulture, $"\n[{header}]\n");
        foreach (var (name, value) in settings)
        {
            _text.Append(name).Append(" =").Append(value is "" or ['\n', ..] ? "" : " ").Append(value).Append('\n');
        }
    }

    public override string ToString() => _text.ToString();
}
