using System.Globalization;
using System.Text;

namespace RoleAssist.Core.Delivery;

/// <summary>A config file in the making, so plain that every SDK's parser reads the same in it.</summary>
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
