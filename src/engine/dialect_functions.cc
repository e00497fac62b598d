#include "engine/dialect_functions.h"

#include <duckdb.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/crc.h"
#include "engine/dialect_text.h"
#include "engine/dialect_time.h"
#include "engine/scalar_function.h"

namespace tenon::engine {
namespace {

// The columns of a chunk and the vector that its answers go to. A row with a NULL among its
// arguments is NULL.
class Call {
 public:
  Call(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output)
      : info_(info), output_(output), count_(duckdb_data_chunk_get_size(input)) {
    const idx_t columns = duckdb_data_chunk_get_column_count(input);
    for (idx_t i = 0; i < columns && i < data_.size(); ++i) {
      duckdb_vector vector = duckdb_data_chunk_get_vector(input, i);
      data_[i] = duckdb_vector_get_data(vector);
      valid_[i] = duckdb_vector_get_validity(vector);
    }
  }

  template <typename T>
  T Argument(std::size_t column, idx_t row) const {
    return static_cast<const T*>(data_[column])[row];
  }
  std::string_view Text(std::size_t column, idx_t row) const {
    duckdb_string_t& text = static_cast<duckdb_string_t*>(data_[column])[row];
    return {duckdb_string_t_data(&text), duckdb_string_t_length(text)};
  }

  void Answer(idx_t row, const std::string& text) {
    duckdb_vector_assign_string_element_len(output_, row, text.data(), text.size());
  }
  template <typename T>
  void Answer(idx_t row, T value) {
    static_cast<T*>(duckdb_vector_get_data(output_))[row] = value;
  }
  template <typename T>
  void Answer(idx_t row, const std::optional<T>& value) {
    if (value) {
      Answer(row, *value);
    } else {
      SetNull(row);
    }
  }
  void Fail(const std::string& message) {
    duckdb_scalar_function_set_error(info_, message.c_str());
  }

  // Calls `answer` for each row whose arguments all are there; stops where it returns false.
  template <typename Function>
  void Rows(Function&& answer) {
    for (idx_t row = 0; row < count_; ++row) {
      bool has_null = false;
      for (std::uint64_t* valid : valid_) {
        has_null = has_null || (valid != nullptr && !duckdb_validity_row_is_valid(valid, row));
      }
      if (has_null) {
        SetNull(row);
      } else if (!answer(row)) {
        return;
      }
    }
  }

 private:
  void SetNull(idx_t row) {
    duckdb_vector_ensure_validity_writable(output_);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(output_), row);
  }

  duckdb_function_info info_;
  duckdb_vector output_;
  idx_t count_;
  std::array<void*, 3> data_ = {};
  std::array<std::uint64_t*, 3> valid_ = {};
};

template <typename Float>
void Text(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Call call(info, input, output);
  call.Rows([&](idx_t row) {
    call.Answer(row, SparkText(call.Argument<Float>(0, row)));
    return true;
  });
}

void Date(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Call call(info, input, output);
  call.Rows([&](idx_t row) {
    call.Answer(row, SparkDate(call.Text(0, row)));
    return true;
  });
}

void Timestamp(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Call call(info, input, output);
  call.Rows([&](idx_t row) {
    call.Answer(row, SparkTimestamp(call.Text(0, row)));
    return true;
  });
}

void Format(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Call call(info, input, output);
  call.Rows([&](idx_t row) {
    const std::string_view pattern = call.Text(1, row);
    const auto text = SparkFormat(call.Argument<std::int64_t>(0, row), pattern);
    if (!text) {
      call.Fail("not a pattern of dates that can be written here: " + std::string(pattern));
      return false;
    }
    call.Answer(row, *text);
    return true;
  });
}

void Parse(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Call call(info, input, output);
  call.Rows([&](idx_t row) {
    call.Answer(row, SparkParse(call.Text(0, row), call.Text(1, row)));
    return true;
  });
}

void MonthsBetween(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Call call(info, input, output);
  call.Rows([&](idx_t row) {
    call.Answer(
        row, SparkMonthsBetween(call.Argument<std::int64_t>(0, row),
                                call.Argument<std::int64_t>(1, row), call.Argument<bool>(2, row)));
    return true;
  });
}

void Crc32(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Call call(info, input, output);
  call.Rows([&](idx_t row) {
    call.Answer(row, static_cast<std::int64_t>(UpdateCrc(CrcKind::kCrc32, 0, call.Text(0, row))));
    return true;
  });
}

void Soundex(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  Call call(info, input, output);
  call.Rows([&](idx_t row) {
    call.Answer(row, SparkSoundex(call.Text(0, row)));
    return true;
  });
}

}  // namespace

Status RegisterDialectFunctions(Connection& connection) {
  constexpr duckdb_type kText = DUCKDB_TYPE_VARCHAR;
  constexpr duckdb_type kMoment = DUCKDB_TYPE_TIMESTAMP;
  RETURN_IF_ERROR(RegisterScalarFunction(
      connection, "tenon_spark_text",
      {{{DUCKDB_TYPE_DOUBLE}, kText, &Text<double>}, {{DUCKDB_TYPE_FLOAT}, kText, &Text<float>}}));
  RETURN_IF_ERROR(
      RegisterScalarFunction(connection, "tenon_spark_date", {{{kText}, DUCKDB_TYPE_DATE, &Date}}));
  RETURN_IF_ERROR(RegisterScalarFunction(connection, "tenon_spark_timestamp",
                                         {{{kText}, kMoment, &Timestamp}}));
  RETURN_IF_ERROR(RegisterScalarFunction(connection, "tenon_spark_format",
                                         {{{kMoment, kText}, kText, &Format}}));
  RETURN_IF_ERROR(
      RegisterScalarFunction(connection, "tenon_spark_parse", {{{kText, kText}, kMoment, &Parse}}));
  RETURN_IF_ERROR(RegisterScalarFunction(
      connection, "tenon_spark_months_between",
      {{{kMoment, kMoment, DUCKDB_TYPE_BOOLEAN}, DUCKDB_TYPE_DOUBLE, &MonthsBetween}}));
  RETURN_IF_ERROR(RegisterScalarFunction(connection, "tenon_spark_crc32",
                                         {{{DUCKDB_TYPE_BLOB}, DUCKDB_TYPE_BIGINT, &Crc32}}));
  return RegisterScalarFunction(connection, "tenon_spark_soundex", {{{kText}, kText, &Soundex}});
}

}  // namespace tenon::engine
