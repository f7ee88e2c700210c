#include "sync/engine/absentshop.h"

namespace Sync {

AbsentShop::AbsentShop(Failure why)
    : m_why(std::move(why))
{ }

QCoro::Task<Result<ShopReply>> AbsentShop::execute(ShopRequest, std::stop_token)
{
    co_return Failure(m_why);
}

QCoro::Task<Result<QString>> AbsentShop::upload(QByteArray, std::stop_token)
{
    co_return Failure(m_why);
}

QCoro::Task<Result<QByteArray>> AbsentShop::fetch(QUrl, std::stop_token)
{
    co_return Failure(m_why);
}

QCoro::Task<Result<RestCallLimit>> AbsentShop::restCallLimit(std::stop_token)
{
    co_return Failure(m_why);
}

} // namespace Sync
