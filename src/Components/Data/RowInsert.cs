using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Components.Data;

/// <summary>How one kind of row is inserted by a plain statement: the table, the columns and how their values are kept are those of a context's model, so that they are never said twice.</summary>
/// <typeparam name="T">An entity of the model, whose keys are not made by the database.</typeparam>
public sealed class RowInsert<T> where T : class
{
    private readonly Func<T, object>[] _values;

    /// <summary>As a model maps it.</summary>
    /// <param name="model">That of a context.</param>
    /// <exception cref="InvalidOperationException">The model does not have it.</exception>
    public RowInsert(IModel model)
    {
        var entity = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"The model has no {typeof(T).Name}.");
        var columns = entity.GetProperties().ToList();
        _values = [.. columns.Select(ValueOf)];
        var names = columns.Select(column => $"\"{column.GetColumnName()}\"");
        var values = columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}"));
        Sql = $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";
    }

    /// <summary>The statement.</summary>
    public string Sql { get; }

    /// <summary>A row's values, in the order of the statement.</summary>
    public object[] ValuesOf(T row)
    {
        var values = new object[_values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _values[i](row);
        return values;
    }

    private static Func<T, object> ValueOf(IProperty column)
    {
        var (getter, convert) = (column.GetGetter(), column.GetTypeMapping().Converter?.ConvertToProvider);
        return convert is null
            ? row => getter.GetClrValue(row) ?? DBNull.Value
            : row => getter.GetClrValue(row) is { } value ? convert(value)! : DBNull.Value;
    }
}
