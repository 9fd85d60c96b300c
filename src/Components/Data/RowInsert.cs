using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Components.Data;

/// <summary>How one kind of row is inserted by a plain statement.</summary>
/// <typeparam name="T">An entity whose keys are not made by the database.</typeparam>
public sealed class RowInsert<T> where T : class
{
    private readonly Func<T, object?>[] _values;

    /// <summary>By columns that are written down, for what is inserted often: nobody waits until a model is built, and none stays in memory. A test should compare it with the model's.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">Every column with its value as the database keeps it: of a time the Unix milliseconds, of an enum the number; null: NULL.</param>
    public RowInsert(string table, params (string Column, Func<T, object?> Value)[] columns)
    {
        (Table, Columns, _values) = (table, [.. columns.Select(column => column.Column)], [.. columns.Select(column => column.Value)]);
        var names = Columns.Select(column => $"\"{column}\"");
        var values = columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}"));
        Sql = $"INSERT INTO \"{table}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";
    }

    /// <summary>As a model maps it.</summary>
    /// <param name="model">That of a context.</param>
    /// <exception cref="InvalidOperationException">The model does not have it.</exception>
    public RowInsert(IModel model) : this(EntityOf(model))
    {
    }

    private RowInsert(IEntityType entity) : this(entity.GetTableName()!, [.. entity.GetProperties().Select(column => (column.GetColumnName(), ValueOf(column)))])
    {
    }

    /// <summary>The table's name.</summary>
    public string Table { get; }

    /// <summary>The columns' names, in the order of the statement.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The statement.</summary>
    public string Sql { get; }

    /// <summary>A row's values, in the order of the statement.</summary>
    public object[] ValuesOf(T row)
    {
        var values = new object[_values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = _values[i](row) ?? DBNull.Value;
        return values;
    }

    private static IEntityType EntityOf(IModel model) => model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"The model has no {typeof(T).Name}.");

    private static Func<T, object?> ValueOf(IProperty column)
    {
        var (getter, convert) = (column.GetGetter(), column.GetTypeMapping().Converter?.ConvertToProvider);
        return convert is null ? getter.GetClrValue : row => getter.GetClrValue(row) is { } value ? convert(value) : null;
    }
}
