using System.Text;
using System.Text.Json;
using RoleAssist.Core.Environment;

namespace RoleAssist.Core.Delivery.Shells;

/// <summary>Writes a JSON object of names and values, with null for a variable to remove.</summary>
internal static class JsonSyntax
{
    public static string Write(IReadOnlyList<EnvironmentChange> changes)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            foreach (var change in changes)
            {
                writer.WriteString(change.Name, change.Value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }
}
