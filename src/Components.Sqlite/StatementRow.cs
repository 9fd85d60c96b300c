using System.Collections;
using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Components.Sqlite;

/// <summary>
/// The row at which a statement stands, read past the driver where a page reads hundreds of values: that asks SQLite twice for each, and holds the statement anew each time. Good as long as its reader is;
/// whatever else is asked goes to that.
/// </summary>
internal sealed class StatementRow(SqliteDataReader reader) : DbDataReader
{
    private const int Null = 5;

    // Not called by its name: that names a version of SQLitePCLRaw that the compiler does not have; see SqliteNative.
    private static readonly Func<SqliteDataReader, SafeHandle> HandleOf = typeof(SqliteDataReader).GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteDataReader, SafeHandle>>();

    // Its reader, which is open, holds it.
    private readonly nint _statement = HandleOf(reader).DangerousGetHandle();
    private readonly int _columns = reader.FieldCount;

    public override bool IsDBNull(int ordinal) => sqlite3_column_type(_statement, Checked(ordinal)) == Null;

    public override long GetInt64(int ordinal)
    {
        var value = sqlite3_column_int64(_statement, Checked(ordinal));
        return value != 0 || !IsDBNull(ordinal) ? value : throw NoValue(ordinal);
    }

    public override int GetInt32(int ordinal) => checked((int)GetInt64(ordinal));

    public override double GetDouble(int ordinal)
    {
        var value = sqlite3_column_double(_statement, Checked(ordinal));
        return value != 0 || !IsDBNull(ordinal) ? value : throw NoValue(ordinal);
    }

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override string GetString(int ordinal)
    {
        var text = sqlite3_column_text(_statement, Checked(ordinal));
        return text != 0 ? Marshal.PtrToStringUTF8(text, sqlite3_column_bytes(_statement, ordinal)) : throw NoValue(ordinal);
    }

    public override object this[int ordinal] => reader[ordinal];

    public override object this[string name] => reader[name];

    public override int Depth => reader.Depth;

    public override int FieldCount => _columns;

    public override bool HasRows => reader.HasRows;

    public override bool IsClosed => reader.IsClosed;

    public override int RecordsAffected => reader.RecordsAffected;

    public override byte GetByte(int ordinal) => reader.GetByte(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => reader.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override char GetChar(int ordinal) => reader.GetChar(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => reader.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override string GetDataTypeName(int ordinal) => reader.GetDataTypeName(ordinal);

    public override DateTime GetDateTime(int ordinal) => reader.GetDateTime(ordinal);

    public override decimal GetDecimal(int ordinal) => reader.GetDecimal(ordinal);

    public override IEnumerator GetEnumerator() => throw Alone();

    public override Type GetFieldType(int ordinal) => reader.GetFieldType(ordinal);

    public override T GetFieldValue<T>(int ordinal) => reader.GetFieldValue<T>(ordinal);

    public override float GetFloat(int ordinal) => reader.GetFloat(ordinal);

    public override Guid GetGuid(int ordinal) => reader.GetGuid(ordinal);

    public override short GetInt16(int ordinal) => reader.GetInt16(ordinal);

    public override string GetName(int ordinal) => reader.GetName(ordinal);

    public override int GetOrdinal(string name) => reader.GetOrdinal(name);

    public override object GetValue(int ordinal) => reader.GetValue(ordinal);

    public override int GetValues(object[] values) => reader.GetValues(values);

    public override bool NextResult() => throw Alone();

    public override bool Read() => throw Alone();

    private static InvalidOperationException Alone() => new("This is one row: what reads it does not go on to another.");

    private static InvalidCastException NoValue(int ordinal) => new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Column {ordinal} is NULL."));

    private int Checked(int ordinal) => (uint)ordinal < (uint)_columns ? ordinal : throw new ArgumentOutOfRangeException(nameof(ordinal), ordinal, null);

    // Each takes some nanoseconds and never waits.
    [DllImport(SqliteNative.Library), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_column_type(nint statement, int column);

    [DllImport(SqliteNative.Library), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern long sqlite3_column_int64(nint statement, int column);

    [DllImport(SqliteNative.Library), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern double sqlite3_column_double(nint statement, int column);

    [DllImport(SqliteNative.Library), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern nint sqlite3_column_text(nint statement, int column);

    [DllImport(SqliteNative.Library), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int sqlite3_column_bytes(nint statement, int column);
}
